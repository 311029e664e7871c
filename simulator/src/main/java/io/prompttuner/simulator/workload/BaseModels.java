package io.prompttuner.simulator.workload;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.ModelCalibration;
import java.util.Collection;
import java.util.List;

/** The base models of a workload as a calibration has them, with a bank of a given size. */
public final class BaseModels {

    private BaseModels() {}

    public static List<BaseModelSpec> of(Calibration calibration, Collection<String> names, int bankSize) {
        return names.stream()
                .sorted()
                .map(calibration::model)
                .map(model -> of(calibration, model, bankSize))
                .toList();
    }

    private static BaseModelSpec of(Calibration calibration, ModelCalibration model, int bankSize) {
        return new BaseModelSpec(
                model.name(),
                model.gpus(),
                model.stepSeconds(),
                model.loadSeconds(),
                model.loadSpread(),
                calibration.bank().lookupSeconds(model.lookupSeconds(), bankSize));
    }
}
