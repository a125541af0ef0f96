package org.rollcall.appeals.appeal;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollcall.appeals.life.Ground;
import org.rollcall.appeals.life.PersonId;
import org.rollcall.appeals.life.Reason;
import org.rollcall.appeals.life.Ruling;

/** Findings and answers as they are stored and shown. */
public record RulingText(List<FindingText> findings, SortedMap<String, String> answers) {

    /** What was found about one ground. */
    public record FindingText(Ground ground, boolean dueProcessFollowed, String because) {}

    static RulingText from(Ruling ruling) {
        var answers = new TreeMap<String, String>();
        ruling.answers().forEach((line, answer) -> answers.put(line, answer.text()));
        return new RulingText(
                ruling.findings().stream()
                        .map(finding -> new FindingText(
                                finding.ground(),
                                finding.dueProcessFollowed(),
                                finding.because().text()))
                        .toList(),
                answers);
    }

    Ruling toRuling(PersonId by, Reason reasons) {
        var said = new TreeMap<String, Reason>();
        answers.forEach((line, answer) -> said.put(line, new Reason(answer)));
        return new Ruling(
                by,
                findings.stream()
                        .map(finding -> new Ruling.Finding(
                                finding.ground(), finding.dueProcessFollowed(), new Reason(finding.because())))
                        .toList(),
                said,
                reasons);
    }
}
