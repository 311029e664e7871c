package io.prompttuner.controller.ledger;

import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.StepEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is known of one job without an outcome, and what it is waiting for. */
public final class Job {

    private final String id;
    private final CrashRow crashes = new CrashRow();
    private final Assignments assignments = new Assignments(crashes);
    private final Reports reports;
    private @Nullable JobSubmitted submitted;
    private boolean cancelRequested;
    private @Nullable Departure departure;
    private Stage stage = Stage.SETTLED;
    private long ticket;
    private int minted;

    Job(String id, boolean oneEnd) {
        this.id = id;
        this.reports = new Reports(crashes, oneEnd);
    }

    public String id() {
        return id;
    }

    public void submitted(JobSubmitted job) {
        submitted = job;
    }

    /** The job as its tenant wrote it; not known as long as only other topics have told of it. */
    public Optional<JobSubmitted> submitted() {
        return Optional.ofNullable(submitted);
    }

    public void cancelRequested() {
        cancelRequested = true;
    }

    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Counts a report. */
    public void add(StepEvent report) {
        reports.add(report);
    }

    /** Whether readers count this record of assignments, which was read just now; also the controller's own are told. */
    public boolean read(AssignmentEvent event) {
        return assignments.read(event);
    }

    /** Adds a record of assignments, read or just sent; a void one changes nothing. */
    public void add(AssignmentEvent event) {
        assignments.add(event);
        if (event.kind() != AssignmentKind.RESIZED) {
            departure = null;
        }
    }

    /** One of several workers is gone and can't be trusted to know: the others have to go on under another attempt. */
    public void departed(AssignmentReason reason, @Nullable String detail) {
        departure = new Departure(reason, detail);
    }

    /** What the others have to go on without. */
    public Optional<Departure> departure() {
        return Optional.ofNullable(departure);
    }

    /** Another controller has closed it. */
    public void close() {
        assignments.close();
    }

    /** Takes over an attempt that a worker holds and that no record told of. */
    public void adopt(Binding found) {
        assignments.adopt(found);
    }

    /** Who holds it. */
    public Optional<Binding> open() {
        return assignments.open();
    }

    /** On what the last bits of its prompt depend, once a record has told. */
    public Optional<String> numerics() {
        return assignments.numerics();
    }

    public boolean isClosed() {
        return assignments.closed();
    }

    /** The report that ended it. */
    public Optional<StepEvent> end() {
        return reports.end();
    }

    /** The newest report of a checkpoint. */
    public Optional<StepEvent> checkpoint() {
        return reports.checkpoint();
    }

    /** The highest attempt that stands in its assignments. */
    public long highestAttempt() {
        return assignments.highestAttempt();
    }

    /** How many attempts in a row died without a new checkpoint. */
    public int crashesInARow() {
        return crashes.length();
    }

    /** What the last worker that died had to say. */
    public Optional<String> lastError() {
        return Optional.ofNullable(crashes.lastError());
    }

    /** The next attempt that a controller of this term may use. */
    public long mint(long term) {
        return Attempts.of(term, ++minted);
    }

    /** Every prompt that it names. */
    public Set<String> prompts() {
        Set<String> all = new HashSet<>(reports.prompts());
        if (submitted != null && submitted.start().prompt() != null) {
            all.add(submitted.start().prompt());
        }
        return all;
    }

    /** Waits for this from now on, and no longer for what it waited for before. */
    public void await(Stage next, long answer) {
        stage = next;
        ticket = answer;
    }

    public void settle() {
        await(Stage.SETTLED, 0);
    }

    public Stage stage() {
        return stage;
    }

    public boolean isSettled() {
        return stage == Stage.SETTLED;
    }

    /** Whether this is the answer it waits for. */
    public boolean awaits(long answer) {
        return ticket == answer && stage != Stage.SETTLED;
    }
}
