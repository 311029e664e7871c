package io.prompttuner.platform.command;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.doctor.Finding;
import io.prompttuner.platform.doctor.InstallationProbe;
import io.prompttuner.platform.doctor.MachineProbe;
import io.prompttuner.platform.doctor.MachineRule;
import io.prompttuner.platform.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at the machine and the installation, and says what to do. */
@Command(
        name = "doctor",
        description = "Look at this machine and the running platform, and say what to do about what is wrong.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory directory = data.in(surroundings);
        List<Finding> findings = new ArrayList<>(
                MachineRule.judge(new MachineProbe(surroundings.environment(), directory.root()).look()));
        findings.addAll(new InstallationProbe(directory).look());
        output.show(surroundings.out(), Map.of("findings", findings), () -> table(findings));
        boolean well = findings.stream().noneMatch(finding -> finding.grade() == Finding.Grade.FAIL);
        return well ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static Table table(List<Finding> findings) {
        var table = new Table("SUBJECT", "", "SEEN", "TO DO");
        findings.forEach(
                finding -> table.row(finding.subject(), finding.grade().word(), finding.detail(), finding.advice()));
        return table;
    }
}
