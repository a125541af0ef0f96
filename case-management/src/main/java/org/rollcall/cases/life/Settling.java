package org.rollcall.cases.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a student's case files to where the facts see them, by legal transitions, and writes each of them down. */
final class Settling {

    private static final Comparator<CaseFile> OPEN_FIRST = Comparator.comparing(CaseFile::isOpen)
            .reversed()
            .thenComparing(CaseFile::openedAt)
            .thenComparing(file -> file.id().value());

    private final StudentId student;
    private final Facts facts;
    private final Instant now;
    private final Map<CaseId, CaseFile> files = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    Settling(StudentId student, Facts facts, Collection<CaseFile> files, Instant now) {
        this.student = student;
        this.facts = facts;
        this.now = now;
        files.forEach(file -> this.files.put(file.id(), file));
    }

    Casebook.Outcome outcome() {
        return new Casebook.Outcome(new Casebook(student, facts, List.copyOf(files.values())), changes);
    }

    /** Writes down that a threshold is no longer, or is again, what it was. */
    void corrected(Threshold before, Threshold after) {
        if (before.isLive() != after.isLive()) {
            var happening =
                    after.isLive() ? new Happening.ThresholdReinstated(after) : new Happening.ThresholdRescinded(after);
            holder(after.id()).ifPresent(file -> happened(file, happening));
        }
    }

    /** Writes down an e-mail, once it is known which threshold it is about. */
    void emailed(Contact contact) {
        facts.reasonFor(contact)
                .flatMap(this::holder)
                .ifPresent(file -> happened(file, new Happening.Emailed(contact)));
    }

    /** Goes through the academic years in which anything was raised. */
    void settle() {
        facts.thresholds().values().stream()
                .map(Threshold::academicYear)
                .distinct()
                .sorted()
                .forEach(this::settle);
    }

    private void settle(String academicYear) {
        var live = facts.thresholds().values().stream()
                .filter(threshold ->
                        threshold.isLive() && threshold.academicYear().equals(academicYear))
                .toList();
        var ours = files.values().stream()
                .filter(file -> file.academicYear().equals(academicYear))
                .toList();
        var plan = plan(ours, Episode.of(live, facts.attended()));

        // Cases end before others begin, so that none is opened beside one that is about to close.
        ours.stream()
                .filter(file -> !plan.containsKey(file.id()) && holdsRescinded(file))
                .forEach(file -> move(file, Standing.RESCINDED));
        plan.forEach((id, episode) -> {
            var file = files.containsKey(id) ? files.get(id) : open(episode.first());
            for (var threshold : episode.thresholds()) {
                file = put(threshold, file);
            }
            move(file.at(episode.last().programmeCode()), episode.standing());
        });
    }

    /** In which file each episode goes on; one without a file gets its own. */
    private Map<CaseId, Episode> plan(List<CaseFile> ours, List<Episode> episodes) {
        var plan = new LinkedHashMap<CaseId, Episode>();
        for (var episode : episodes) {
            var id = ours.stream()
                    .filter(file -> !plan.containsKey(file.id()) && suits(file, episode, episodes))
                    .min(OPEN_FIRST)
                    .map(CaseFile::id)
                    .orElseGet(() -> CaseId.openedBy(student, episode.first()));
            plan.put(id, episode);
        }
        return plan;
    }

    /** A file belongs to the threshold that opened it; once that is rescinded, to any that was filed with it. */
    private static boolean suits(CaseFile file, Episode episode, List<Episode> episodes) {
        return episodes.stream()
                .filter(any -> any.thresholds().stream().anyMatch(file::wasOpenedBy))
                .findFirst()
                .map(episode::equals)
                .orElseGet(() -> episode.thresholds().stream().anyMatch(file::holds));
    }

    private boolean holdsRescinded(CaseFile file) {
        return facts.thresholds().values().stream().anyMatch(threshold -> !threshold.isLive() && file.holds(threshold));
    }

    private CaseFile open(Threshold first) {
        return happened(CaseFile.openedBy(student, first, now), new Happening.Opened());
    }

    private CaseFile put(Threshold threshold, CaseFile file) {
        if (file.holds(threshold)) {
            return file;
        }
        holder(threshold.id())
                .ifPresent(
                        from -> happened(from.without(threshold), new Happening.ThresholdMoved(threshold, file.id())));
        return happened(file.with(threshold), new Happening.ThresholdAdded(threshold));
    }

    private void move(CaseFile file, Standing standing) {
        files.put(file.id(), file);
        file.state()
                .towards(standing)
                .ifPresent(transition ->
                        move(happened(file.in(transition.to(), now), transition.happening()), standing));
    }

    private CaseFile happened(CaseFile file, Happening happening) {
        files.put(file.id(), file);
        changes.add(new Change(file, happening));
        return file;
    }

    private Optional<CaseFile> holder(ThresholdId threshold) {
        return files.values().stream()
                .filter(file -> file.thresholds().contains(threshold))
                .findFirst();
    }
}
