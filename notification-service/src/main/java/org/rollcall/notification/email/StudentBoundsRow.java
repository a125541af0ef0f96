package org.rollcall.notification.email;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Of which programme and faculty a student is. */
@Entity
@Immutable
@Table(name = "student_bounds")
class StudentBoundsRow {

    @Id
    String studentId;

    String programmeCode;

    /** Null while nothing was heard of the programme. */
    @Nullable
    String faculty;
}
