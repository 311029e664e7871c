package io.prompttuner.platform.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns as wide as their widest cell; those that hold only numbers stand to the right. */
public final class Table {

    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("-|[-+]?[0-9][0-9.,:]*( ?(s|ms|h|m|%|MiB|GiB))?");

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headers) {
        this.headers = List.of(headers);
    }

    /** Adds a row; control characters in a cell, which could steer a terminal, are replaced. */
    public Table row(Object... cells) {
        if (cells.length != headers.size()) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.length, headers.size()));
        }
        rows.add(Arrays.stream(cells).map(Table::printable).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, the headers first. */
    public List<String> lines() {
        List<Integer> columns = IntStream.range(0, headers.size()).boxed().toList();
        List<Integer> widths = columns.stream().map(this::width).toList();
        List<Boolean> right = columns.stream().map(this::isNumeric).toList();
        List<List<String>> all = new ArrayList<>();
        all.add(headers);
        all.addAll(rows);
        return all.stream().map(row -> line(row, widths, right)).toList();
    }

    private int width(int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(widest, headers.get(column).length());
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }

    private static String line(List<String> row, List<Integer> widths, List<Boolean> right) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row.get(column), widths.get(column), right.get(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }

    private static String printable(Object cell) {
        return cell.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
