package io.prompttuner.testdata.task;

import io.prompttuner.testdata.task.Task.Row;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tasks that lie in this repository as files, and what is in them: few enough to be read, of every family that the
 * small model can be tuned for, several with the same words so that one's prompt is a good start for another.
 */
public final class CommittedTasks {

    /** Learnt from, in every file. */
    public static final int TRAIN = 256;

    /** Judged by, in every file. */
    public static final int HELD_OUT = 64;

    private static final long SEED = 1;

    /** What the centre of task features is the mean of: two of each family, none of a corner the model never learnt. */
    private static final List<String> BASE_SET = List.of(
            "sentiment/movie-0", "sentiment/restaurant-1",
            "topic/set0-0", "topic/set1-0",
            "emotion/party-0", "emotion/home-2",
            "intent/media-0", "intent/furniture-1",
            "tense/t0-0", "tense/t1-1");

    private static final List<String> OTHERS = List.of(
            "sentiment/hotel-0",
            "topic/set6-0",
            "emotion/work-1",
            "emotion/street-0",
            "emotion/street-2",
            "emotion/park-0",
            "emotion/park-1",
            "intent/home-0",
            "intent/vehicle-0",
            "intent/garden-0",
            "intent/garden-1",
            "tense/t3-0");

    private CommittedTasks() {}

    /** The tasks whose features' mean is the centre, in this order. */
    public static List<Task> baseSet() {
        return BASE_SET.stream().map(Task::of).toList();
    }

    /** What each file holds, by its path below {@code tasks/}. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        BASE_SET.forEach(id -> files.put(path(id), jsonLines(Task.of(id))));
        OTHERS.forEach(id -> files.put(path(id), jsonLines(Task.of(id))));
        files.put(
                "base-set.txt",
                lines(BASE_SET.stream().map(CommittedTasks::path).toList()));
        return files;
    }

    private static String path(String id) {
        return id + ".jsonl";
    }

    private static String jsonLines(Task task) {
        List<Row> rows = task.rows(TRAIN + HELD_OUT, SEED);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            file.append(json(rows.get(i), i < TRAIN ? "train" : "heldout")).append('\n');
        }
        return file.toString();
    }

    /** The texts are words, dots and colons: there is nothing to escape. */
    private static String json(Row row, String split) {
        return "{\"input\":\"%s\",\"target\":\"%s\",\"split\":\"%s\"}".formatted(row.input(), row.target(), split);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
