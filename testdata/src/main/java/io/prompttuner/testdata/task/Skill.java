package io.prompttuner.testdata.task;

import io.prompttuner.testdata.text.ReportWriter;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A question about one corner of the small world.
 *
 * @param family what kind of question it is, such as sentiment
 * @param corner what it is asked about, such as hotel
 * @param source makes reports of which the answer is known
 * @param questions the question in several wordings
 * @param labelSets for each set of words, the word of each class; none if the answer is a word of the report
 */
public record Skill(String family, String corner, Source source, List<String> questions, List<List<String>> labelSets) {

    public Skill {
        questions = List.copyOf(questions);
        labelSets = List.copyOf(labelSets);
    }

    /** Makes one report whose answer is known. */
    @FunctionalInterface
    public interface Source {
        Sample next(RandomGenerator random, ReportWriter writer);
    }

    /** Such as {@code sentiment/hotel}. */
    public String id() {
        return family + "/" + corner;
    }
}
