package io.prompttuner.embedded.elasticsearch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The main of the child JVM: boots the server of the distribution and ends when its parent does.
 *
 * <p>Arguments: home, config directory, then settings as {@code key=value}. By reflection, because the server is on the
 * child's module path and never on ours. The order is the server's own: logging before anything that logs, then settings,
 * modules, node.
 */
public final class ElasticsearchNodeMain {

    static final String NODE_NAME = "embedded";

    private ElasticsearchNodeMain() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path config = Path.of(args[1]);
        AutoCloseable node = boot(home, config, settings(args));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "elasticsearch-node-stop"));
        awaitEndOfParent();
        System.exit(0);
    }

    private static Map<String, String> settings(String[] args) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        return settings;
    }

    private static AutoCloseable boot(Path home, Path config, Map<String, String> settings) throws Exception {
        System.setProperty("es.path.home", home.toString());
        System.setProperty("es.logs.base_path", settings.getOrDefault("path.logs", config.toString()));
        Class<?> logging = Class.forName("org.elasticsearch.common.logging.LogConfigurator");
        logging.getMethod("configureESLogging").invoke(null);
        logging.getMethod("registerErrorListener").invoke(null);
        Class<?> environmentType = Class.forName("org.elasticsearch.env.Environment");
        Object environment = environment(home, config, settings);
        logging.getMethod("setNodeName", String.class).invoke(null, NODE_NAME);
        logging.getMethod("configure", environmentType, boolean.class).invoke(null, environment, true);
        Class<?> nodeType = Class.forName("org.elasticsearch.node.Node");
        Class<?> loaderType = Class.forName("org.elasticsearch.plugins.PluginsLoader");
        Object node = nodeType.getConstructor(environmentType, loaderType)
                .newInstance(environment, modules(loaderType, home.resolve("modules")));
        nodeType.getMethod("start").invoke(node);
        return (AutoCloseable) node;
    }

    private static Object environment(Path home, Path config, Map<String, String> settings) throws Exception {
        Class<?> settingsType = Class.forName("org.elasticsearch.common.settings.Settings");
        Object builder = settingsType.getMethod("builder").invoke(null);
        Class<?> builderType = builder.getClass();
        builderType.getMethod("put", String.class, String.class).invoke(builder, "path.home", home.toString());
        Method prepare = Class.forName("org.elasticsearch.node.InternalSettingsPreparer")
                .getMethod("prepareEnvironment", settingsType, Map.class, Path.class, Supplier.class);
        Supplier<String> name = () -> NODE_NAME;
        return prepare.invoke(null, builderType.getMethod("build").invoke(builder), settings, config, name);
    }

    private static Object modules(Class<?> loaderType, Path directory) throws Exception {
        Object bundles = loaderType.getMethod("loadModulesBundles", Path.class).invoke(null, directory);
        return loaderType
                .getMethod("createPluginsLoader", Set.class, Set.class, Map.class)
                .invoke(null, bundles, Set.of(), Map.of());
    }

    /** Our standard input is a pipe from the parent: it ends when the parent says so, and however the parent dies. */
    private static void awaitEndOfParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // a broken pipe is an end as well
        }
    }

    private static void close(AutoCloseable node) {
        try {
            node.close();
        } catch (Exception failed) {
            throw new IllegalStateException("the node did not close in order", failed);
        }
    }
}
