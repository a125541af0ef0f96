package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void a_topic_of_one_record_carries_that_record() {
        assertThat(Topics.SWIPES.types()).isEqualTo(List.of(Swipe.class));
    }

    @Test
    void a_topic_of_a_sealed_interface_carries_its_records_however_deep() {
        assertThat(Topics.CASES.types())
                .allMatch(Class::isRecord)
                .contains(CaseEvent.CaseOpened.class, CaseEvent.InterviewHeld.class, CaseEvent.AgreementMade.class);
    }

    @Test
    void an_event_is_known_by_its_name_and_version() {
        assertThat(Topic.ceType(CaseEvent.CaseOpened.class)).isEqualTo("org.rollcall.CaseOpened.v1");
        assertThat(Topic.ceType(Swipe.class)).isEqualTo("org.rollcall.Swipe.v1");
    }

    @Test
    void only_reference_data_is_compacted() {
        assertThat(Topics.all().stream().filter(Topic::compacted).map(Topic::name))
                .containsExactly("student.records", "programme.records", "student.cards", "timetable.sessions");
    }

    @Test
    void a_key_is_a_field_of_every_event_of_its_topic() {
        for (Topic<?> topic : Topics.all()) {
            if (topic.keyField() != null) {
                assertThat(topic.types())
                        .allSatisfy(type -> assertThat(Arrays.stream(type.getRecordComponents())
                                        .map(component -> component.getName()))
                                .contains(topic.keyField()));
            }
        }
    }
}
