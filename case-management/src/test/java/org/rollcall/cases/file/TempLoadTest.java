package org.rollcall.cases.file;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.cases.CaseService;
import org.rollcall.cases.Stories;
import org.rollcall.chassis.event.Coordinates;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.*;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class TempLoadTest {
    @Inject
    Intake intake;

    @Test
    void load() throws Exception {
        CaseService.database().empty();
        for (int w = 1; w <= 3; w++) {
            int week = w;
            long t = System.nanoTime();
            for (int b = 0; b < 15; b++) {
                int base = b * 2000;
                List<Delivery<WeekAssessed>> ds = IntStream.range(base, base + 2000)
                        .mapToObj(i -> d(
                                i % 7 == 0
                                        ? Stories.assessed("L" + i, Stories.week(week), WeekAssessed.Outcome.MISSED, 1)
                                        : Stories.attended("L" + i, week),
                                "w" + week + "-" + i))
                        .toList();
                QuarkusTransaction.requiringNew().run(() -> intake.takeWeeks(ds));
            }
            System.out.println("PERF weeks 30000: " + (System.nanoTime() - t) / 1000000 + " ms");
            t = System.nanoTime();
            for (int b = 0; b < 2; b++) {
                int base = b * 14000;
                List<Delivery<ThresholdEvent>> ds = IntStream.range(0, 2000)
                        .map(i -> base + i * 7)
                        .mapToObj(i -> d((ThresholdEvent) Stories.contact("L" + i, week), "t" + week + "-" + i))
                        .toList();
                QuarkusTransaction.requiringNew().run(() -> intake.takeThresholds(ds));
            }
            System.out.println("PERF thresholds 4000: " + (System.nanoTime() - t) / 1000000 + " ms");
        }
        long t = System.nanoTime();
        io.restassured.RestAssured.get("/cases?faculty=FET").then().statusCode(200);
        io.restassured.RestAssured.get("/cases").then().statusCode(200);
        System.out.println("PERF list: " + (System.nanoTime() - t) / 1000000 + " ms");
        try (var c = CaseService.database().connectAsOwner();
                var s = c.createStatement()) {
            s.execute("ANALYZE");
            for (var q : List.of(
                    "select * from cases where programme_code in ('BSC-CS') order by urgency, since, case_id limit 50",
                    "select * from cases order by urgency, since, case_id limit 50",
                    "select * from cases where state='Contacted' order by urgency, since, case_id limit 50",
                    "select c.* from contacts c join threshold_events e on e.event_id=c.caused_by join thresholds t on t.threshold_id=e.threshold_id where t.case_id='x'")) {
                var r = s.executeQuery("explain " + q);
                while (r.next()) System.out.println("PLAN " + r.getString(1));
            }
        }
        System.out.println(io.restassured.RestAssured.get("/q/openapi").asString());
    }

    static <E> Delivery<E> d(E e, String id) {
        return new Delivery<>(new Coordinates("topic", 0, 0), null, id, null, e);
    }
}
