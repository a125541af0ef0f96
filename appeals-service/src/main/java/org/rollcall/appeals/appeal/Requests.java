package org.rollcall.appeals.appeal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.life.Ground;
import org.rollcall.appeals.life.Reason;

/** What is asked of appeals. */
final class Requests {

    /** Without control characters, which no id has and the database does not take. */
    static final String LINE = "\\P{Cntrl}*";

    private Requests() {}

    /**
     * An appeal.
     *
     * @param receivedOn the day of the stamp, for what came by post; never given by the student
     */
    record Filing(
            @NotBlank @Size(max = 64) @Pattern(regexp = LINE)
            String decisionId,

            @NotEmpty List<@NotNull Ground> grounds,
            @NotBlank @Size(max = Reason.LONGEST) String statement,
            @Nullable LocalDate receivedOn,
            @Nullable List<@NotNull @Valid Piece> evidence) {}

    /** A piece of evidence, its content in Base64. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
    record Piece(@NotBlank @Size(max = 255) String name, byte @NotNull [] content) {}

    /**
     * Somebody investigates.
     *
     * @param reason why a late appeal is accepted
     */
    record Investigation(
            @NotBlank @Size(max = 64) @Pattern(regexp = LINE)
            String investigator,

            @Nullable @Size(max = Reason.LONGEST) String reason) {}

    /** A reason, and nothing else. */
    record Because(@NotBlank @Size(max = Reason.LONGEST) String reason) {}

    /**
     * A decision.
     *
     * @param answers what is said to each step of the dossier that is not met or not known, by the step's name
     */
    record Decision(
            @NotNull Outcome outcome,
            @NotEmpty List<@NotNull @Valid Finding> findings,
            @Nullable Map<String, @NotBlank @Size(max = Reason.LONGEST) String> answers,
            @NotBlank @Size(max = Reason.LONGEST) String reasons) {}

    /** How an investigated appeal ends. */
    enum Outcome {
        UPHELD,
        NOT_UPHELD
    }

    /** What was found about a ground. */
    record Finding(
            @NotNull Ground ground,
            @NotNull Boolean dueProcessFollowed,
            @NotBlank @Size(max = Reason.LONGEST) String because) {}
}
