package org.rollcall.contracts;

import java.time.Instant;

/** What happened to an appeal against a Faculty's decision, from its receipt to the Completion of Procedures letter. */
public sealed interface AppealEvent {
    String appealId();

    String caseId();

    /** The decision that is appealed against: there is one appeal per decision. */
    String decisionId();

    String studentId();

    Instant occurredAt();

    /** The id of the person who acted, or the name of the service where nobody had to. */
    String actor();

    private static void check(
            String appealId, String caseId, String decisionId, String studentId, Instant occurredAt, String actor) {
        Check.id("appealId", appealId);
        Check.id("caseId", caseId);
        Check.id("decisionId", decisionId);
        Check.id("studentId", studentId);
        Check.instant("occurredAt", occurredAt);
        Check.id("actor", actor);
    }

    /** The appeal reached the university, in time or late (appeal 1); from now the withdrawal is stayed. */
    @Payload
    record AppealReceived(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public AppealReceived {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }

    /** The student was told in writing that the appeal is considered, and by when (appeal 3). */
    @Payload
    record AppealAcknowledged(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public AppealAcknowledged {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }

    /** A person took the investigation up; a late appeal was accepted by that (appeal 3). */
    @Payload
    record InvestigationStarted(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public InvestigationStarted {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }

    /** A person refused an appeal that came after the deadline (appeal 1). Final. */
    @Payload
    record AppealRejectedAsLate(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public AppealRejectedAsLate {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }

    /** Due process was not followed (appeal 4): the decision is quashed. Final. */
    @Payload
    record AppealUpheld(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public AppealUpheld {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }

    /** Due process was followed (appeal 4): the decision stands. Final. */
    @Payload
    record AppealNotUpheld(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public AppealNotUpheld {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }

    /** The letter that ends the procedures of the university, and opens the way to the OIA (appeal 5). */
    @Payload
    record CompletionOfProceduresIssued(
            @Id String appealId,
            @Id String caseId,
            @Id String decisionId,
            @Id String studentId,
            Instant occurredAt,
            @Id String actor)
            implements AppealEvent {

        public CompletionOfProceduresIssued {
            AppealEvent.check(appealId, caseId, decisionId, studentId, occurredAt, actor);
        }
    }
}
