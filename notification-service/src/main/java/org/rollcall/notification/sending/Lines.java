package org.rollcall.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rollcall.notification.sending.Smtp.Line;

/** The lines to the mail server: as many as are configured, each for one mail at a time. Who takes one puts it back. */
@ApplicationScoped
class Lines {

    private final BlockingQueue<Line> free = new LinkedBlockingQueue<>();

    Lines(Smtp smtp, MailSettings settings) {
        for (var line = 0; line < settings.connections(); line++) {
            free.add(smtp.line());
        }
    }

    /** The next line that is free, if one is within that time. */
    Optional<Line> take(Duration patience) {
        try {
            return Optional.ofNullable(free.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void putBack(Line line) {
        free.add(line);
    }

    /** Ends the connections that nobody uses; the lines can be used again. */
    void hangUp() {
        var idle = new ArrayList<Line>();
        free.drainTo(idle);
        idle.forEach(Line::close);
        free.addAll(idle);
    }
}
