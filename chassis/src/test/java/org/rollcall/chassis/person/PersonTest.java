package org.rollcall.chassis.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonTest {

    private static final String AMINA = "S1000001";
    private static final String BEN = "S1000002";

    @Test
    void a_student_sees_their_own_rows() {
        var amina = person("student");

        assertThat(amina.sees(AMINA, "BSC-CS", "FET")).isTrue();
        assertThat(amina.sees(BEN, "BSC-CS", "FET")).isFalse();
    }

    @Test
    void a_leader_sees_their_programmes_and_not_the_faculty() {
        var leader = person("programme-leader");

        assertThat(leader.sees(BEN, "BSC-CS", "FET")).isTrue();
        assertThat(leader.sees(BEN, "BSC-MA", "FET")).isFalse();
        assertThat(leader.sees(AMINA, "BSC-MA", "FET")).isFalse();
    }

    @Test
    void an_office_sees_its_faculty() {
        var office = person("faculty-admin");

        assertThat(office.sees(BEN, "BSC-MA", "FET")).isTrue();
        assertThat(office.sees(BEN, "BSC-CS", "FAH")).isFalse();
        assertThat(office.seesProgramme("BSC-MA", "FET")).isTrue();
    }

    @Test
    void who_works_for_the_whole_university_sees_everyone() {
        for (var role : Set.of("registry", "compliance", "administrator")) {
            assertThat(person(role).sees(BEN, "BA-HI", "FAH")).as(role).isTrue();
        }
    }

    @Test
    void what_no_claim_bounds_opens_nothing() {
        for (var role : Set.of("student", "programme-leader", "faculty-admin")) {
            var unbound = new Person("p.marsh", Set.of(role), null, Set.of(), Set.of());

            assertThat(unbound.sees(AMINA, "BSC-CS", "FET")).as(role).isFalse();
            assertThat(unbound.sees("", "", "")).as(role).isFalse();
        }
    }

    @Test
    void several_roles_open_what_each_of_them_opens() {
        var both = person("programme-leader", "student");

        assertThat(both.sees(AMINA, "BA-HI", "FAH")).isTrue();
        assertThat(both.sees(BEN, "BSC-CS", "FET")).isTrue();
        assertThat(both.sees(BEN, "BA-HI", "FAH")).isFalse();
    }

    private static Person person(String... roles) {
        return new Person("p.marsh", Set.of(roles), AMINA, Set.of("BSC-CS"), Set.of("FET"));
    }
}
