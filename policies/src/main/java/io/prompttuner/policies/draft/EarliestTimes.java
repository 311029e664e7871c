package io.prompttuner.policies.draft;

import java.util.Arrays;

/**
 * When the workers of one base model are available, the earliest first: E_l in the paper (arXiv 2603.05087, algorithm 2). All
 * times are seconds from now.
 *
 * <p>The few that somebody has looked at stand in front, sorted; the others are a heap behind them, none of which is earlier.
 * So a job costs as many looks as it may have workers, however many there are.
 */
public final class EarliestTimes {

    private double[] front = new double[16];
    private int inFront;
    private double[] heap = new double[16];
    private int inHeap;
    private int bookedNow;

    /** This many workers are available then; what is past counts as now. */
    public void add(double seconds, int workers) {
        double when = Math.max(0, seconds);
        for (int i = 0; i < workers; i++) {
            if (inFront > 0 && when < front[inFront - 1]) {
                insert(when);
            } else {
                push(when);
            }
        }
    }

    /** When this many workers are available; infinite if there are never as many. */
    public double at(int workers) {
        if (workers > size()) {
            return Double.POSITIVE_INFINITY;
        }
        look(workers);
        return front[workers - 1];
    }

    /** How many workers there are. */
    public int size() {
        return inFront + inHeap;
    }

    /** Gives the first so many workers to a job that is done with them then. */
    public void book(int workers, double seconds) {
        look(workers);
        for (int i = 0; i < workers && front[i] <= 0; i++) {
            bookedNow++;
        }
        remove(workers);
        add(seconds, workers);
    }

    /** Takes the first so many workers away. */
    public void remove(int workers) {
        look(workers);
        inFront -= workers;
        System.arraycopy(front, workers, front, 0, inFront);
    }

    /** How many workers were booked that were available at once. */
    public int bookedNow() {
        return bookedNow;
    }

    /** Takes over what another has, but for so many of its first. */
    void addAllBut(int first, EarliestTimes other) {
        for (int workers = first + 1; workers <= other.size(); workers++) {
            add(other.at(workers), 1);
        }
    }

    /** Brings so many to the front. */
    private void look(int workers) {
        while (inFront < workers) {
            front = inFront == front.length ? Arrays.copyOf(front, 2 * inFront) : front;
            front[inFront++] = pop();
        }
    }

    private void insert(double when) {
        front = inFront == front.length ? Arrays.copyOf(front, 2 * inFront) : front;
        int at = inFront++;
        while (at > 0 && front[at - 1] > when) {
            front[at] = front[at - 1];
            at--;
        }
        front[at] = when;
    }

    private void push(double when) {
        heap = inHeap == heap.length ? Arrays.copyOf(heap, 2 * inHeap) : heap;
        int at = inHeap++;
        while (at > 0 && heap[(at - 1) / 2] > when) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = when;
    }

    private double pop() {
        double first = heap[0];
        double last = heap[--inHeap];
        int at = 0;
        for (int child = 1; child < inHeap; child = 2 * at + 1) {
            child = child + 1 < inHeap && heap[child + 1] < heap[child] ? child + 1 : child;
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }
}
