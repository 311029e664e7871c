package io.prompttuner.bank.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.bank.prompt.Neighbour;
import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.bank.prompt.PromptIndex;
import io.prompttuner.bank.prompt.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prompts in one Elasticsearch index behind an alias; the nearest by HNSW over cosine, filtered by tenant and model. */
public final class ElasticPromptIndex implements PromptIndex {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private final ElasticsearchClient client;
    private final String alias;

    /** Works on the index that {@link PromptIndexSetup} has prepared. */
    public ElasticPromptIndex(ElasticsearchClient client, String alias) {
        this.client = client;
        this.alias = alias;
    }

    @Override
    public List<Refused> upsert(List<Versioned> documents) throws UnavailableException {
        if (documents.isEmpty()) {
            return List.of();
        }
        BulkResponse response = Elastic.call(() -> client.bulk(bulk(documents)));
        List<Refused> refused = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            BulkResponseItem item = response.items().get(i);
            if (overloaded(item)) {
                throw new UnavailableException("Elasticsearch put a document off: " + reason(item), null);
            }
            if (item.error() != null && item.status() != CONFLICT) { // a conflict: it is there already, or a newer one
                refused.add(new Refused(documents.get(i).document(), reason(item)));
            }
        }
        return refused;
    }

    @Override
    public List<Neighbour> nearest(String tenant, String baseModel, List<Double> features, int k)
            throws UnavailableException {
        SearchRequest request = nearestRequest(tenant, baseModel, DocumentJson.padded(features), k);
        return Elastic.call(() -> client.search(request, ObjectNode.class)).hits().hits().stream()
                .map(ElasticPromptIndex::neighbour)
                .toList();
    }

    @Override
    public List<PromptDocument> list(String tenant, int limit) throws UnavailableException {
        SearchRequest request = SearchRequest.of(search -> search.index(alias)
                .size(limit)
                .query(query -> query.bool(bool -> bool.filter(is("tenant", tenant), is("usable", true))))
                .sort(sort -> sort.field(field -> field.field("endedAt").order(SortOrder.Desc)))
                .sort(sort -> sort.field(field -> field.field("job"))));
        return Elastic.call(() -> client.search(request, ObjectNode.class)).hits().hits().stream()
                .map(ElasticPromptIndex::document)
                .toList();
    }

    @Override
    public List<Optional<Neighbour>> nearestOthers(List<PromptDocument> prompts) throws UnavailableException {
        List<Optional<Neighbour>> others = new ArrayList<>();
        for (PromptDocument prompt : prompts) {
            others.add(nearest(prompt.tenant(), prompt.baseModel(), prompt.features(), 2).stream()
                    .filter(near -> !near.prompt().job().equals(prompt.job()))
                    .findFirst());
        }
        return others;
    }

    private BulkRequest bulk(List<Versioned> documents) {
        var bulk =
                new BulkRequest.Builder().index(alias).refresh(Refresh.WaitFor).requireAlias(true);
        for (Versioned versioned : documents) {
            bulk.operations(operation ->
                    operation.index(index -> index.id(versioned.document().job())
                            .version(versioned.version())
                            .versionType(VersionType.ExternalGte)
                            .document(DocumentJson.write(versioned.document()))));
        }
        return bulk.build();
    }

    private SearchRequest nearestRequest(String tenant, String baseModel, List<Float> vector, int k) {
        return SearchRequest.of(search -> search.index(alias)
                .size(k)
                .knn(knn -> knn.field(DocumentJson.FEATURES)
                        .queryVector(vector)
                        .k(k)
                        .numCandidates(Math.max(100, 10 * k)) // as many as k alone finds two thirds of the nearest
                        .filter(is("tenant", tenant), is("baseModel", baseModel), is("usable", true))));
    }

    private static Query is(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    private static Query is(String field, boolean value) {
        return Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
    }

    /** Elasticsearch scores cosine as (1 + cosine) / 2. */
    private static Neighbour neighbour(Hit<ObjectNode> hit) {
        Double score = hit.score();
        return new Neighbour(document(hit), score == null ? 0 : 2 * score - 1);
    }

    private static PromptDocument document(Hit<ObjectNode> hit) {
        ObjectNode source = hit.source();
        if (source == null) {
            throw new IllegalStateException("document %s has no source".formatted(hit.id()));
        }
        return DocumentJson.read(source);
    }

    private static boolean overloaded(BulkResponseItem item) {
        return item.error() != null && (item.status() == TOO_MANY_REQUESTS || item.status() >= SERVER_FAULT);
    }

    private static String reason(BulkResponseItem item) {
        ErrorCause error = item.error();
        return error == null ? "status " + item.status() : error.type() + ": " + error.reason();
    }
}
