package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.rule.BaseModel;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.domain.convergence.ConvergenceModel;
import io.prompttuner.scaling.tracker.Tracker;
import io.prompttuner.scaling.tracker.TrackerSettings;
import io.prompttuner.simulator.protocol.judge.Court;
import io.prompttuner.simulator.protocol.judge.Findings;
import io.prompttuner.simulator.protocol.log.Topics;
import io.prompttuner.simulator.protocol.rule.Rule;
import io.prompttuner.simulator.protocol.rule.ScalingBend;
import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.simulator.protocol.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everybody who takes part in one history, and where they meet. */
public final class Cast {

    final Timeline timeline;
    final Chance chance;
    final Findings findings;
    final Court court;
    final Topics topics;
    final Tracker tracker;
    final Setup setup;
    final Switches rules;
    final boolean heed;
    final Shelf shelf = new Shelf();
    final Circles circles = new Circles();
    final Supervisor supervisor = new Supervisor(this);
    private final List<ControllerProcess> controllers = new ArrayList<>();
    private final List<ScalingProcess> scalings = new ArrayList<>();
    private final List<Savepoint> savepoints = new ArrayList<>(List.of(Savepoint.EMPTY));
    private int born;
    private long newestTerm = -1;

    public Cast(Timeline timeline, Chance chance, Findings findings, Switches rules) {
        this.timeline = timeline;
        this.chance = chance;
        this.findings = findings;
        this.court = new Court(findings);
        this.rules = rules;
        this.heed = rules.has(Rule.HIGHER_CLAIM_HEEDED);
        this.topics = new Topics(timeline, court::witness, new ScalingBend(rules::has)::of);
        this.tracker = new Tracker(TrackerSettings.standard(), ConvergenceModel.standard(), rules.tracker());
        Map<String, BaseModel> models = new TreeMap<>();
        for (int n = chance.between(1, 2); n > 0; n--) {
            models.put("m" + n, new BaseModel("hash-" + n, 1));
        }
        this.setup = new Setup(chance.between(1, 3), models, false, rules.windows(), rules.controller());
    }

    public Court court() {
        return court;
    }

    public Topics topics() {
        return topics;
    }

    public Tracker tracker() {
        return tracker;
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    /** Names of the base models there are. */
    public List<String> models() {
        return List.copyOf(new TreeMap<>(setup.models()).keySet());
    }

    // controllers

    /** A new controller starts; whoever was there lives on until it learns of it. */
    public void startController() {
        var controller = new ControllerProcess(this, "controller-" + ++born);
        controllers.add(controller);
        controller.start();
    }

    void claimed(long term) {
        newestTerm = term;
    }

    /** The term that whoever reads the topics now takes for the controller's. */
    long newestTerm() {
        return newestTerm;
    }

    /** Every controller that still runs, oldest first. */
    public List<ControllerProcess> controllers() {
        controllers.removeIf(controller -> !controller.isAlive());
        return controllers;
    }

    // scaling jobs

    /** The scaling job starts from one of its last savepoints. */
    public void startScaling(int back) {
        int which = Math.max(0, savepoints.size() - 1 - back);
        startScaling(savepoints.get(which));
    }

    /** The scaling job starts without any state. */
    public void startScalingAnew() {
        startScaling(Savepoint.EMPTY);
    }

    private void startScaling(Savepoint from) {
        var scaling = new ScalingProcess(this, "scheduler-" + ++born, from);
        scalings.add(scaling);
        scaling.start();
    }

    /** Every scaling job that still runs, oldest first. */
    public List<ScalingProcess> scalings() {
        scalings.removeIf(scaling -> !scaling.isAlive());
        return scalings;
    }

    /** Only the newest scaling job's savepoints are kept, as its predecessors no longer may complete any. */
    void keep(ScalingProcess of, Savepoint savepoint) {
        if (!scalings.isEmpty() && scalings.get(scalings.size() - 1) == of) {
            savepoints.add(savepoint);
        }
    }
}
