package io.prompttuner.domain.throughput;

/**
 * What jobs and workers of one base model usually cost in time, learnt online from all of them. A component that older
 * state lacks reads as unknown.
 *
 * @param baseModel name in the catalogue
 * @param step wall time of one step on one worker
 * @param load from an empty GPU to a warm worker
 * @param start from a job's first binding to its first report, race included
 * @param resume from a later binding to its first report
 * @param connect what starting costs more for each group of several workers than for one
 * @param gpus that one worker occupies; 0 until one was seen
 */
public record ModelProfile(
        String baseModel, Average step, Average load, Average start, Average resume, Average connect, int gpus) {

    public ModelProfile {
        step = step == null ? Average.UNKNOWN : step;
        load = load == null ? Average.UNKNOWN : load;
        start = start == null ? Average.UNKNOWN : start;
        resume = resume == null ? Average.UNKNOWN : resume;
        connect = connect == null ? Average.UNKNOWN : connect;
    }

    /** A base model nobody has used yet. */
    public static ModelProfile unknown(String baseModel) {
        return new ModelProfile(
                baseModel, Average.UNKNOWN, Average.UNKNOWN, Average.UNKNOWN, Average.UNKNOWN, Average.UNKNOWN, 0);
    }

    public ModelProfile withStep(double seconds) {
        return new ModelProfile(baseModel, step.with(seconds), load, start, resume, connect, gpus);
    }

    public ModelProfile withLoad(double seconds) {
        return new ModelProfile(baseModel, step, load.with(seconds), start, resume, connect, gpus);
    }

    public ModelProfile withStart(double seconds) {
        return new ModelProfile(baseModel, step, load, start.with(seconds), resume, connect, gpus);
    }

    public ModelProfile withResume(double seconds) {
        return new ModelProfile(baseModel, step, load, start, resume.with(seconds), connect, gpus);
    }

    public ModelProfile withConnect(double seconds) {
        return new ModelProfile(baseModel, step, load, start, resume, connect.with(seconds), gpus);
    }

    public ModelProfile withGpus(int each) {
        return new ModelProfile(baseModel, step, load, start, resume, connect, each);
    }

    /** GPUs that one worker occupies; 1 until one was seen. */
    public int gpusPerWorker() {
        return Math.max(1, gpus);
    }
}
