package io.prompttuner.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PoliciesTest {

    @Test
    void findsAPolicyByItsName() {
        assertThat(Policies.named("edf").name()).isEqualTo("edf");
    }

    @Test
    void namesThoseThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> Policies.named("sooner"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no policy is called sooner, only edf");
    }
}
