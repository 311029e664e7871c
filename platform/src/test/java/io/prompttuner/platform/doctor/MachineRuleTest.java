package io.prompttuner.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.doctor.Finding.Grade;
import io.prompttuner.platform.doctor.MachineRule.Machine;
import org.junit.jupiter.api.Test;

class MachineRuleTest {

    private static final long GIB = 1L << 30;

    @Test
    void findsNoFaultWithAGoodMachine() {
        assertThat(MachineRule.judge(new Machine(17, true, true, 100 * GIB, 16 * GIB)))
                .allMatch(finding ->
                        finding.grade() == Grade.OK && finding.advice().isEmpty());
    }

    @Test
    void namesEveryFaultAndWhatToDo() {
        assertThat(MachineRule.judge(new Machine(11, false, false, GIB, GIB)))
                .allMatch(finding ->
                        finding.grade() != Grade.OK && !finding.advice().isEmpty())
                .extracting(Finding::subject)
                .containsExactly("java", "maven", "setsid", "disk", "memory");
    }
}
