package org.rollcall.attendance.register;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code attendance.registers}. */
@ApplicationScoped
class RegisterListener {

    private final Consumption consumption;
    private final RegisterIntake intake;
    private final InstantSource clock;

    RegisterListener(Consumption consumption, RegisterIntake intake, InstantSource clock) {
        this.consumption = consumption;
        this.intake = intake;
        this.clock = clock;
    }

    @Incoming("registers")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.REGISTERS, registers -> intake.take(registers, clock.instant()));
    }
}
