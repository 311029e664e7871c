package io.prompttuner.platform.djl;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.domain.config.Settings;
import io.prompttuner.store.model.BaseModel;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.trainer.djl.HuggingFaceCodec;
import io.prompttuner.trainer.djl.TorchRuntime;
import io.prompttuner.trainer.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the native libraries once, as several workers must not do it at the same time, and opens every base model, so
 * that a wrong one is named at the start and not by the first job.
 */
public final class NativesMain {

    private static final Logger LOG = LoggerFactory.getLogger(NativesMain.class);

    private NativesMain() {}

    public static void main(String[] args) {
        try {
            var settings = new Settings(System.getenv());
            unpack(settings.checked(settings.path("PROMPTTUNER_MODELS")));
        } catch (InvalidConfigException | IOException unusable) {
            LOG.error(unusable.getMessage());
            System.exit(1);
        }
    }

    private static void unpack(Path models) throws IOException {
        TorchRuntime.start();
        ModelCatalogue catalogue = ModelCatalogue.read(models);
        for (String name : catalogue.names()) {
            BaseModel model = catalogue.find(name).orElseThrow();
            HuggingFaceCodec.load(ModelDirectory.open(model.directory())).close();
        }
        LOG.info("{} is unpacked; base models: {}", TorchRuntime.version(), catalogue.names());
    }
}
