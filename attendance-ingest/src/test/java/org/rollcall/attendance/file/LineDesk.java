package org.rollcall.attendance.file;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.rollcall.attendance.file.jisc.Binding.Attendance;

/** Hands lines of a file to the service as the worker does, and looks at what is refused. */
@ApplicationScoped
public class LineDesk {

    private final LineIntake intake;

    LineDesk(LineIntake intake) {
        this.intake = intake;
    }

    /** Takes the lines in one transaction; how many were refused. */
    public int take(Instant now, List<Attendance> said) {
        var lines = IntStream.range(0, said.size())
                .mapToObj(i -> Line.of(i + 2, said.get(i)))
                .toList();
        return QuarkusTransaction.requiringNew()
                .call(() -> intake.take(lines, null, now))
                .size();
    }
}
