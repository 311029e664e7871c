package io.prompttuner.trainer.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.prompttuner.store.tensor.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

    @Test
    void areNamedAsPyTorchNamesThem() {
        assertThat(Devices.named("cpu")).isEqualTo(Devices.CPU);
        assertThat(Devices.named("cuda:0, cuda:1").all())
                .containsExactly(new Device(Device.Kind.CUDA, 0), new Device(Device.Kind.CUDA, 1));
        assertThat(Devices.named("cuda:0, cuda:1")).hasToString("cuda:0,cuda:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "cpu,", "gpu0", "cuda", "cuda:", "cuda:-1", "cuda:1000", "CPU", "cpu:0", "cpu cpu"})
    void areNothingElse(String names) {
        assertThatIllegalArgumentException().isThrownBy(() -> Devices.named(names));
    }

    @Test
    void computeInWhatAModelIsMeantInUnlessACpuTakesPart() {
        assertThat(Devices.named("cuda:0,cuda:1").precision(ElementType.BF16)).isEqualTo(ElementType.BF16);
        assertThat(Devices.CPU.precision(ElementType.F16)).isEqualTo(ElementType.F32);
        assertThat(Devices.named("cuda:0,cpu").precision(ElementType.F16)).isEqualTo(ElementType.F32);
    }
}
