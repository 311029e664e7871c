package io.prompttuner.simulator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.cluster.BankRule;
import io.prompttuner.simulator.cluster.SystemSpec;
import io.prompttuner.simulator.experiment.Variant.BankUse;
import io.prompttuner.simulator.experiment.Variant.Billing;
import org.junit.jupiter.api.Test;

class VariantTest {

    @Test
    void aPolicyRunsInTheSystemThatItsAuthorsBuiltItFor() {
        Variant shares = Variant.parse("prompttuner");
        Variant owns = Variant.parse("elasticflow");

        assertThat(shares.reuse()).isTrue();
        assertThat(shares.billing()).isEqualTo(Billing.USE);
        assertThat(owns.reuse()).isFalse();
        assertThat(owns.billing()).isEqualTo(Billing.CLUSTER);
    }

    @Test
    void switchesOfThePolicyAndOfTheSystemStandSideBySide() {
        Variant variant = Variant.parse("prompttuner:window=30:bank=off:reuse=off:bank-size=2000");

        assertThat(variant.bank()).isEqualTo(BankUse.OFF);
        assertThat(variant.reuse()).isFalse();
        assertThat(variant.bankSize()).isEqualTo(2_000);
        assertThat(variant.spec().switchesText()).isEqualTo("bank=off:bank-size=2000:reuse=off:window=30");
        SystemSpec system = variant.system(8, CalibrationFile.bundled());
        assertThat(system.gpus()).isEqualTo(8);
        assertThat(system.bank()).isEqualTo(BankRule.OFF);
    }

    @Test
    void whatNobodyKnowsIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> Variant.parse("sooner"))
                .hasMessageStartingWith("no policy is called sooner, only edf");
        assertThatThrownBy(() -> Variant.parse("prompttuner:sooner=on"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("no switch [sooner], only");
        assertThatThrownBy(() -> Variant.parse("prompttuner:bank=perhaps"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("bank: expected one of budget, always, off, got perhaps");
        assertThatThrownBy(() -> Variant.parse("prompttuner:window"))
                .hasMessageContaining("expected NAME:KEY=VALUE, got \"window\"");
        assertThatThrownBy(() -> Variant.parse("prompttuner:window=1:window=2")).hasMessageContaining("given twice");
    }
}
