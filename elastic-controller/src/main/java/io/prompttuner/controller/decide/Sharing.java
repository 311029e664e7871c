package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Departure;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.rule.Generations;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who should share a job that is bound, if not those who do.
 *
 * <p>A worker that is gone without a word may work on: the others get another attempt, so that nobody takes its reports for
 * theirs. Another share of the batch is another attempt too. More or fewer workers are not, as each of them is told.
 */
final class Sharing {

    private final Desk desk;

    Sharing(Desk desk) {
        this.desk = desk;
    }

    /** The change that is due, counting in whoever is reserved for the job. */
    Optional<Change> due(Job job) {
        Optional<Binding> open = job.open();
        if (open.isEmpty() || desk.phase() != Phase.COMMANDING || job.end().isPresent() || isToLetGo(job)) {
            return Optional.empty();
        }
        List<Worker> members = members(job, open.get());
        if (members.isEmpty()) {
            return Optional.empty();
        }
        if (job.departure().isPresent()) {
            return Optional.of(without(job, members, job.departure().get()));
        }
        return wish(job)
                .filter(wish -> members.stream().allMatch(Worker::isAtWork))
                .flatMap(wish -> wished(job, open.get(), members, wish));
    }

    /** How many workers more a bound job should have, as far as it is in a state to get them. */
    int lack(Job job) {
        Optional<Binding> open = job.open()
                .filter(held -> job.end().isEmpty() && job.departure().isEmpty())
                .filter(held -> members(job, held).stream().allMatch(Worker::isAtWork));
        return open.flatMap(held -> wish(job)
                        .map(wish -> wish.workers() - members(job, held).size()))
                .orElse(0);
    }

    /** Those of a binding who still have their part in it, oldest first. */
    List<Worker> members(Job job, Binding open) {
        return open.workers().stream()
                .flatMap(id -> desk.fleet.find(id).stream())
                .filter(worker -> worker.duty()
                        .filter(duty -> duty.isMembers() && duty.job().equals(job.id()))
                        .isPresent())
                .toList();
    }

    private Change without(Job job, List<Worker> members, Departure gone) {
        double scale = wish(job).map(Allocation::batchScale).orElseGet(() -> scale(members));
        return anew(together(job, members), scale, gone.reason(), gone.detail());
    }

    private Optional<Change> wished(Job job, Binding open, List<Worker> members, Allocation wish) {
        List<Worker> next = together(job, members);
        List<Worker> most = next.subList(0, Math.min(next.size(), Math.max(1, wish.workers())));
        if (members.stream().anyMatch(worker -> usesOtherThan(wish.batchScale(), worker))) {
            return Optional.of(anew(
                    most.containsAll(members) ? most : members,
                    wish.batchScale(),
                    AssignmentReason.ALLOCATED,
                    "batch scale " + wish.batchScale()));
        }
        boolean same = most.stream().map(Worker::id).toList().equals(open.workers());
        if (same) {
            return Optional.empty();
        }
        boolean numbered = open.group().change(open.attempt()) + 1 < Generations.MOST;
        return Optional.of(
                numbered
                        ? new Change(AssignmentKind.RESIZED, most, wish.batchScale(), AssignmentReason.ALLOCATED, null)
                        : anew(members, wish.batchScale(), AssignmentReason.ALLOCATED, null));
    }

    private static Change anew(
            List<Worker> members, double batchScale, AssignmentReason reason, @Nullable String detail) {
        return new Change(AssignmentKind.BOUND, members, batchScale, reason, detail);
    }

    /** Those who share it, and those who wait to be let in. */
    private List<Worker> together(Job job, List<Worker> members) {
        List<Worker> all = new ArrayList<>(members);
        desk.fleet.onDuty(job.id()).stream()
                .filter(worker -> worker.isReserved() && worker.isReady())
                .forEach(all::add);
        return all;
    }

    private static boolean usesOtherThan(double scale, Worker worker) {
        return worker.holding().filter(held -> held.batchScale() != scale).isPresent();
    }

    /** The share of the batch that they use. */
    private static double scale(List<Worker> members) {
        return members.stream()
                .flatMap(worker -> worker.holding().map(Holding::batchScale).stream())
                .findFirst()
                .orElseGet(() -> members.get(0).duty().map(Duty::batchScale).orElse(1.0));
    }

    private Optional<Allocation> wish(Job job) {
        return desk.wishes.forJob(job.id()).filter(wish -> wish.wish() == Wish.RUNNING && !job.isCancelRequested());
    }

    private boolean isToLetGo(Job job) {
        return desk.wishes
                .forJob(job.id())
                .filter(wish -> wish.wish() != Wish.RUNNING)
                .isPresent();
    }
}
