package io.prompttuner.bank.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.prompttuner.bank.prompt.UnavailableException;
import java.io.IOException;
import java.net.URI;
import org.apache.http.HttpHost;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** How this program talks to Elasticsearch, and which of its failures mean "later". */
public final class Elastic {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private Elastic() {}

    /** A client for one node; connects at its first call. */
    public static ElasticsearchClient connect(URI address) {
        RestClient rest = RestClient.builder(HttpHost.create(address.toString()))
                .setRequestConfigCallback(
                        config -> config.setConnectTimeout(2_000).setSocketTimeout(30_000))
                .build();
        return new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper()));
    }

    /** Something that Elasticsearch is asked. */
    @FunctionalInterface
    interface Question<A> {
        A ask() throws IOException;
    }

    /**
     * Asks, and sorts failures: away, overloaded or broken inside is {@link UnavailableException}; anything else is a
     * fault of ours and stays an {@link ElasticsearchException}. The 8.x client reports some statuses by an exception of
     * its lower layer, hence both.
     */
    static <A> A call(Question<A> question) throws UnavailableException {
        try {
            return question.ask();
        } catch (ElasticsearchException refused) {
            if (!later(refused.status())) {
                throw refused;
            }
            throw new UnavailableException("Elasticsearch answered " + refused.status(), refused);
        } catch (ResponseException refused) {
            int status = refused.getResponse().getStatusLine().getStatusCode();
            if (!later(status)) {
                throw new IllegalStateException("Elasticsearch answered " + status, refused);
            }
            throw new UnavailableException("Elasticsearch answered " + status, refused);
        } catch (IOException away) {
            throw new UnavailableException("Elasticsearch is away: " + away.getMessage(), away);
        }
    }

    private static boolean later(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_FAULT;
    }
}
