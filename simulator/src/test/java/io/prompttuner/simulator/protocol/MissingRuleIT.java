package io.prompttuner.simulator.protocol;

import static io.prompttuner.simulator.protocol.rule.Rule.BOUND_WHEN_ADOPTED;
import static io.prompttuner.simulator.protocol.rule.Rule.CLOSED;
import static io.prompttuner.simulator.protocol.rule.Rule.END_ABOVE_ALL;
import static io.prompttuner.simulator.protocol.rule.Rule.END_NEWLY_MINTED;
import static io.prompttuner.simulator.protocol.rule.Rule.LOOK_BEFORE_ENDING;
import static io.prompttuner.simulator.protocol.rule.Rule.LOOK_BEFORE_TELLING;
import static io.prompttuner.simulator.protocol.rule.Rule.OLD_TERMS_IGNORED;
import static io.prompttuner.simulator.protocol.rule.Rule.ONE_END;
import static io.prompttuner.simulator.protocol.rule.Rule.RESTATED;
import static io.prompttuner.simulator.protocol.rule.Rule.RESTATED_ANEW;
import static io.prompttuner.simulator.protocol.rule.Rule.SILENCE_NOTICED;
import static io.prompttuner.simulator.protocol.rule.Rule.VOID_BELOW_A_HIGHER_TERM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.prompttuner.simulator.protocol.cast.Switches;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.judge.Violation;
import io.prompttuner.simulator.protocol.rule.Rule;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the contract left out: some history shows it, or another rule masks it, which alone is not enough. */
class MissingRuleIT {

    private static final int HISTORIES = 5_000;
    private static final int MASKED = 1_000;

    /** What is broken then. */
    static Stream<Arguments> missed() {
        return Stream.of(
                arguments(Property.KNOWN_ATTEMPT, EnumSet.of(LOOK_BEFORE_TELLING)),
                arguments(Property.NOBODY_HOLDS_IT, EnumSet.of(LOOK_BEFORE_ENDING)),
                arguments(Property.ONE_OUTCOME, EnumSet.of(CLOSED)),
                arguments(Property.ONE_END, EnumSet.of(ONE_END)),
                arguments(Property.AS_BOUND, EnumSet.of(BOUND_WHEN_ADOPTED)),
                arguments(Property.AS_BOUND, EnumSet.of(VOID_BELOW_A_HIGHER_TERM)),
                arguments(Property.EVERY_JOB_ENDS, EnumSet.of(END_ABOVE_ALL)),
                arguments(Property.EVERY_JOB_ENDS, EnumSet.of(END_NEWLY_MINTED, LOOK_BEFORE_TELLING)),
                arguments(Property.STALE_CONTROLLER, EnumSet.of(OLD_TERMS_IGNORED)),
                arguments(Property.EVERY_JOB_ENDS, EnumSet.of(SILENCE_NOTICED)),
                arguments(Property.EVERY_JOB_ENDS, EnumSet.of(RESTATED)),
                arguments(Property.EVERY_JOB_ENDS, EnumSet.of(RESTATED_ANEW)));
    }

    @ParameterizedTest
    @MethodSource("missed")
    void aHistoryShowsThatItIsMissing(Property broken, Set<Rule> left) {
        assertThat(seeds(HISTORIES).anyMatch(seed -> broken(seed, left).contains(broken)))
                .isTrue();
    }

    /**
     * Another rule stands in for it, see the README. Who wrote an end the judge knows from its attempt alone, so without a
     * minted one it can't tell a holder from one that an older controller only meant.
     */
    @ParameterizedTest
    @EnumSource(names = {"END_NEWLY_MINTED", "TERM_TOLD_WHEN_ATTACHING"})
    void noHistoryShowsThatAMaskedOneIsMissing(Rule masked) {
        assertThat(seeds(MASKED)
                        .mapToObj(seed -> broken(seed, Set.of(masked)))
                        .flatMap(Set::stream)
                        .filter(property -> property != Property.NOBODY_HOLDS_IT))
                .isEmpty();
    }

    private static LongStream seeds(long histories) {
        return LongStream.rangeClosed(1, histories);
    }

    private static Set<Property> broken(long seed, Set<Rule> left) {
        return History.of(seed, new Switches(left), false).violations().stream()
                .map(Violation::property)
                .collect(Collectors.toSet());
    }
}
