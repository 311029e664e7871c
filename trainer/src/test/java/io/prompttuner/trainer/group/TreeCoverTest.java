package io.prompttuner.trainer.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeCoverTest {

    @Test
    void namesTheLargestSubtreesOfARange() {
        assertThat(cover(0, 8, 8)).containsExactly(new Range(0, 8));
        assertThat(cover(0, 4, 8)).containsExactly(new Range(0, 4));
        assertThat(cover(0, 3, 8)).containsExactly(new Range(0, 2), new Range(2, 3));
        assertThat(cover(3, 6, 8)).containsExactly(new Range(3, 4), new Range(4, 6));
        assertThat(cover(4, 5, 5)).containsExactly(new Range(4, 5));
        assertThat(cover(3, 3, 5)).isEmpty();
    }

    @Test
    void coversEveryRangeOfEveryTreeWithoutGapOrOverlap() {
        for (int leaves = 1; leaves <= 20; leaves++) {
            for (int from = 0; from < leaves; from++) {
                for (int to = from + 1; to <= leaves; to++) {
                    int next = from;
                    for (Range subtree : cover(from, to, leaves)) {
                        assertThat(subtree.from()).isEqualTo(next);
                        assertThat(TreeCover.isSubtree(subtree, leaves)).isTrue();
                        next = subtree.to();
                    }
                    assertThat(next).isEqualTo(to);
                }
            }
        }
    }

    @Test
    void knowsWhatIsNoSubtree() {
        assertThat(TreeCover.isSubtree(new Range(0, 3), 8)).isFalse();
        assertThat(TreeCover.isSubtree(new Range(1, 3), 8)).isFalse();
        assertThat(TreeCover.isSubtree(new Range(6, 9), 8)).isFalse();
        assertThat(TreeCover.isSubtree(new Range(3, 3), 8)).isFalse();
        assertThat(TreeCover.isSubtree(new Range(9, 10), 8)).isFalse();
    }

    private static List<Range> cover(int from, int to, int leaves) {
        return TreeCover.of(new Range(from, to), leaves);
    }
}
