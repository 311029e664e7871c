package io.prompttuner.platform.campaign;

import java.io.IOException;

/** Notes when two signs of life are first seen; over when both have been. Its clock begins with it. */
final class Watch implements Patience.Look {

    private final long began = System.nanoTime();
    private final Patience.Look back;
    private final Patience.Look step;
    private double backSeconds = Double.NaN;
    private double stepSeconds = Double.NaN;

    Watch(Patience.Look back, Patience.Look step) {
        this.back = back;
        this.step = step;
    }

    @Override
    public boolean isSo() throws IOException, CampaignFailedException {
        if (Double.isNaN(backSeconds) && back.isSo()) {
            backSeconds = elapsed();
        }
        if (Double.isNaN(stepSeconds) && step.isSo()) {
            stepSeconds = elapsed();
        }
        return !Double.isNaN(backSeconds) && !Double.isNaN(stepSeconds);
    }

    double backSeconds() {
        return backSeconds;
    }

    double stepSeconds() {
        return stepSeconds;
    }

    private double elapsed() {
        return (System.nanoTime() - began) / 1e9;
    }
}
