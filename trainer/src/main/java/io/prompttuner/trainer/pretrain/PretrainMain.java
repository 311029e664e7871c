package io.prompttuner.trainer.pretrain;

import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.testdata.corpus.Corpus;
import io.prompttuner.testdata.corpus.RowPacker;
import io.prompttuner.trainer.djl.HuggingFaceCodec;
import io.prompttuner.trainer.djl.TorchTrainee;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes {@code small-lm}: {@code PretrainMain DIR [STEPS]}. The same again goes on from the state kept beside DIR, and so
 * does a run that was stopped; fewer STEPS stop earlier on the way to the same model.
 */
public final class PretrainMain {

    private static final Logger LOG = LoggerFactory.getLogger(PretrainMain.class);
    private static final int KEEP_EVERY = 100;

    private final ModelFiles files;
    private final Path state;
    private final long steps;

    private PretrainMain(Path directory, long steps) {
        this.files = new ModelFiles(directory);
        this.state = directory.resolveSibling(directory.getFileName() + "-state.safetensors");
        this.steps = steps;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException("usage: PretrainMain DIR [STEPS]");
        }
        long steps = args.length == 2 ? Long.parseLong(args[1]) : SmallLm.SETTINGS.steps();
        var stop = new AtomicBoolean();
        var over = new CountDownLatch(1);
        try (ProgramLife life = ProgramLife.begin(System.getenv())) {
            life.with(
                    () -> { // native code must not be torn down under a step
                        stop.set(true);
                        over.await();
                    });
            try {
                new PretrainMain(Path.of(args[0]).toAbsolutePath(), steps).run(stop);
            } finally {
                over.countDown();
            }
        }
    }

    private void run(AtomicBoolean stop) throws IOException {
        ModelConfig config = prepare();
        PretrainState learnt = Files.exists(state)
                ? PretrainStateFile.read(config, state)
                : PretrainState.random(config, SmallLm.SETTINGS.seed());
        var directory = new ModelDirectory(files.directory(), config);
        try (var trainee = new TorchTrainee(config);
                var codec = HuggingFaceCodec.load(directory)) {
            var rows = new RowPacker(codec::encode, SmallLm.END_OF_TEXT, SmallLm.SETTINGS.rowTokens());
            var pretraining = new Pretraining(trainee, rows, SmallLm.SETTINGS);
            while (learnt.step() < steps && !stop.get()) {
                Pretraining.Step step = pretraining.step(learnt);
                learnt = step.after();
                if (learnt.step() % KEEP_EVERY == 0) {
                    LOG.info("step {} of {}: loss {}", learnt.step(), steps, step.loss());
                    PretrainStateFile.write(learnt, state);
                }
            }
        }
        PretrainStateFile.write(learnt, state);
        files.writeWeights(learnt);
        LOG.info("step {}: {} written", learnt.step(), files.directory());
        if (!stop.get()) {
            ExamMain.ask(files.directory());
        }
    }

    /** Makes tokenizer and configuration, unless a run before has. */
    private ModelConfig prepare() throws IOException {
        ModelConfig config = SmallLm.config(SmallLm.VOCABULARY);
        if (!Files.exists(files.tokenizer())) {
            LOG.info("learning a tokenizer");
            BytePairs pairs = BytePairs.learn(Corpus.tokenizerTexts(SmallLm.SETTINGS.seed()), SmallLm.VOCABULARY);
            if (pairs.size() != SmallLm.VOCABULARY) {
                throw new IllegalStateException("the corpus holds only " + pairs.size() + " tokens");
            }
            files.writeTokenizer(pairs);
            files.writeConfig(config);
        }
        return config;
    }
}
