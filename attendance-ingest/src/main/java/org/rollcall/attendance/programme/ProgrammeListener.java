package org.rollcall.attendance.programme;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/**
 * Listens to {@code programme.records}. No record depends on a programme; but this service is the one that answers for
 * what other systems publish, so a programme that cannot be used is refused here like anything else.
 */
@ApplicationScoped
class ProgrammeListener {

    private final Consumption consumption;
    private final Accounts accounts;

    ProgrammeListener(Consumption consumption, Accounts accounts) {
        this.consumption = consumption;
        this.accounts = accounts;
    }

    @Incoming("programmes")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.PROGRAMMES, programmes -> {
            accounts.countTaken(programmes);
            return List.of();
        });
    }
}
