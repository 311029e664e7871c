package io.prompttuner.embedded.elasticsearch;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the child JVM. Elastic's own launcher refuses root and needs an agent; this needs neither. */
final class ElasticsearchCommand {

    private ElasticsearchCommand() {}

    static List<String> of(ElasticsearchSettings settings, int javaFeature) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        jvm(command, settings);
        if (javaFeature >= 21) {
            vectors(command, javaFeature);
        }
        command.addAll(List.of(
                "--module-path",
                settings.home().path().resolve("lib").toString(),
                "--add-modules",
                "ALL-MODULE-PATH",
                "-cp",
                ownClasses().toString(),
                ElasticsearchNodeMain.class.getName(),
                settings.home().path().toString(),
                settings.config().toString()));
        node(command, settings);
        return List.copyOf(command);
    }

    private static void jvm(List<String> command, ElasticsearchSettings settings) {
        command.addAll(List.of(
                "-Xms" + settings.heapMiB() + "m",
                "-Xmx" + settings.heapMiB() + "m",
                "-XX:+UseG1GC",
                "-Xss1m",
                "-XX:MaxDirectMemorySize=" + settings.heapMiB() / 2 + "m",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + settings.temporary(),
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dlog4j2.disable.jmx=true",
                "-Des.distribution.type=zip",
                "--add-opens=java.base/java.nio=ALL-UNNAMED"));
        if (settings.quickStart()) {
            command.add("-XX:TieredStopAtLevel=1");
        }
    }

    private static void vectors(List<String> command, int javaFeature) {
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED,org.elasticsearch.nativeaccess,org.apache.lucene.core",
                "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=" + javaFeature));
    }

    private static void node(List<String> command, ElasticsearchSettings settings) {
        command.addAll(List.of(
                "path.data=" + settings.data(),
                "path.logs=" + settings.logs(),
                "cluster.name=prompttuner",
                "node.name=" + ElasticsearchNodeMain.NODE_NAME,
                "discovery.type=single-node",
                "http.host=127.0.0.1",
                "http.port=" + settings.port(),
                "transport.host=127.0.0.1",
                "transport.port=0",
                "node.portsfile=true",
                "xpack.security.enabled=false",
                "cluster.routing.allocation.disk.threshold_enabled=false"));
    }

    /** This module's classes, a directory or a jar, and nothing else of the parent's class path. */
    private static File ownClasses() {
        try {
            return new File(ElasticsearchNodeMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
