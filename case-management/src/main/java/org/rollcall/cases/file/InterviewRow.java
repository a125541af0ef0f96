package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Appointment;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.Interview;
import org.rollcall.cases.life.InterviewId;

/** An interview as it is stored; their ids are in the order of their making. */
@Entity
@Table(name = "interviews")
class InterviewRow extends PanacheEntityBase {

    @Id
    String interviewId;

    String caseId;

    String studentId;

    String uid;

    int sequence;

    Instant startsAt;

    Instant endsAt;

    @Nullable
    String location;

    @Nullable
    String joinUrl;

    String interviewer;

    boolean shortNoticeAgreed;

    @Enumerated(EnumType.STRING)
    Interview.Status status;

    Instant scheduledAt;

    @Nullable
    Instant noticeGivenAt;

    @Enumerated(EnumType.STRING)
    Interview.@Nullable Outcome outcome;

    static InterviewRow from(CaseFile file, Interview interview) {
        var row = new InterviewRow();
        row.interviewId = interview.id().value();
        row.caseId = file.id().value();
        row.studentId = file.student().value();
        row.uid = interview.uid();
        row.scheduledAt = interview.scheduledAt();
        row.take(interview);
        return row;
    }

    static List<InterviewRow> of(Collection<String> students) {
        return list("studentId in ?1 order by interviewId", students);
    }

    void take(Interview interview) {
        var appointment = interview.appointment();
        sequence = interview.sequence();
        startsAt = appointment.startsAt();
        endsAt = appointment.endsAt();
        location = appointment.location();
        joinUrl = appointment.joinUrl();
        interviewer = appointment.interviewer();
        shortNoticeAgreed = appointment.shortNoticeAgreed();
        status = interview.status();
        noticeGivenAt = interview.noticeGivenAt();
        outcome = interview.outcome();
    }

    Interview toInterview() {
        return new Interview(
                new InterviewId(interviewId),
                uid,
                sequence,
                new Appointment(startsAt, endsAt, location, joinUrl, interviewer, shortNoticeAgreed),
                status,
                scheduledAt,
                noticeGivenAt,
                outcome);
    }
}
