package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Writes down that a threshold is no longer, or is again, what it was; in a case that people moved, one of them looks. */
    void corrected(Threshold before, Threshold after, Facts known) {
        if (before.isLive() == after.isLive()) {
            return;
        }
        holder(after.id()).ifPresent(file -> {
            if (after.isLive()) {
                var noted = happened(file, new Happening.ThresholdReinstated(after));
                if (facts.demandStands(noted)) {
                    unflag(noted, Flag.THRESHOLD_RESCINDED);
                }
            } else {
                var noted = happened(file, new Happening.ThresholdRescinded(after));
                if (concernsPeople(noted) && known.demandStands(noted) && !facts.demandStands(noted)) {
                    flag(noted, Flag.THRESHOLD_RESCINDED);
                }
            }
        });
    }

    /** A person moved it, and it is not over, or over by a withdrawal, which is worth a look for ever. */
    private static boolean concernsPeople(CaseFile file) {
        return file.dealings().handled() && file.isOpen();
    }

    /** Takes an act's outcome over. */
    void acted(CaseFile file, List<Happening> happenings) {
        files.put(file.id(), file);
        happenings.forEach(happening -> happened(file, happening));
    }

    /**
     * Lets missed weeks breach the agreements that were in force, and corrected ones restore them (clause 8).
     *
     * @param known what was known before
     */
    void keepAgreements(Facts known) {
        for (var id : List.copyOf(files.keySet())) {
            if (file(id).state() instanceof CaseState.AgreementInForce inForce) {
                inForce.agreement()
                        .missedWhileInForce(facts.weeks().values())
                        .ifPresent(week -> breach(file(id), inForce, week));
            }
            file(id).dealings().breached().ifPresent(agreement -> correctBreach(file(id), agreement, known));
        }
    }

    private void breach(CaseFile file, CaseState.AgreementInForce inForce, LocalDate week) {
        var breached = inForce.agreement().breached(week);
        var next = happened(
                file.in(inForce.breach(), now).with(file.dealings().with(breached)),
                new Happening.AgreementBreached(breached, week));
        unflag(next, Flag.BREACH_CORRECTED);
    }

    /** A breach that a review found stands as the person found it. */
    private void correctBreach(CaseFile file, Agreement breached, Facts known) {
        var week = breached.breachedBy();
        if (week == null || !file.isOpen()) {
            return;
        }
        var still = breached.missedWhileInForce(facts.weeks().values());
        if (still.isPresent()) {
            unflag(file.with(file.dealings().with(breached.breached(still.get()))), Flag.BREACH_CORRECTED);
        } else if (file.state() instanceof CaseState.InterviewRequired required
                && required.demand() == CaseState.Demand.AGREEMENT_BREACHED) {
            var restored = breached.restored();
            flag(
                    happened(
                            file.in(required.restore(restored), now)
                                    .with(file.dealings().with(restored)),
                            new Happening.AgreementRestored(restored)),
                    Flag.BREACH_CORRECTED);
        } else if (breached.missedWhileInForce(known.weeks().values()).isPresent()) {
            flag(file, Flag.BREACH_CORRECTED);
        }
    }

    private void flag(CaseFile file, Flag flag) {
        if (!file.isFlagged(flag)) {
            happened(file.with(file.dealings().flagged(flag)), new Happening.Flagged(flag));
        }
    }

    private void unflag(CaseFile file, Flag flag) {
        files.put(file.id(), file);
        if (file.isFlagged(flag)) {
            happened(file.with(file.dealings().unflagged(flag)), new Happening.FlagLapsed(flag));
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
        var ours = files.values().stream()
                .filter(file -> file.academicYear().equals(academicYear))
                .toList();
        var moved = ours.stream()
                .filter(file -> file.dealings().handled())
                .sorted(Comparator.comparing(this::firstWeek))
                .toList();
        var following = ours.stream().filter(file -> !file.dealings().handled()).toList();
        var live = facts.thresholds().values().stream()
                .filter(threshold ->
                        threshold.isLive() && threshold.academicYear().equals(academicYear))
                .filter(threshold -> moved.stream().noneMatch(file -> file.holds(threshold)))
                .toList();
        follow(following, fileWithPeoplesCases(live, moved));
    }

    /**
     * What people moved stays as they left it. A threshold that belongs to its time goes into that file; so does what
     * came before it and, by what is known now, never ended.
     *
     * @param moved the files that people moved, oldest first
     * @return the episodes that no such file took in
     */
    private List<Episode> fileWithPeoplesCases(List<Threshold> live, List<CaseFile> moved) {
        var episodes = new ArrayList<Episode>();
        var remaining = live;
        for (var file : moved) {
            var first = firstWeek(file);
            var last = file.isOpen() ? LocalDate.MAX : lastWeek(file);
            var before = Episode.of(upTo(first, remaining), facts.attended());
            for (var episode : before) {
                if (episode.standing() == Standing.RE_ENGAGED) {
                    episodes.add(episode);
                } else {
                    episode.thresholds().forEach(threshold -> put(threshold, file(file.id())));
                }
            }
            for (var threshold : remaining) {
                if (!threshold.asOfWeek().isBefore(first)
                        && !threshold.asOfWeek().isAfter(last)) {
                    put(threshold, file(file.id()));
                }
            }
            remaining = remaining.stream()
                    .filter(threshold -> threshold.asOfWeek().isAfter(last))
                    .toList();
        }
        episodes.addAll(Episode.of(remaining, facts.attended()));
        return episodes;
    }

    private static List<Threshold> upTo(LocalDate week, List<Threshold> thresholds) {
        return thresholds.stream()
                .filter(threshold -> threshold.asOfWeek().isBefore(week))
                .toList();
    }

    private LocalDate firstWeek(CaseFile file) {
        return weeks(file).min(Comparator.naturalOrder()).orElse(LocalDate.MIN);
    }

    private LocalDate lastWeek(CaseFile file) {
        return weeks(file).max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
    }

    private Stream<LocalDate> weeks(CaseFile file) {
        return facts.thresholds().values().stream().filter(file::holds).map(Threshold::asOfWeek);
    }

    /** Brings the files in which nobody has acted to where the facts see them. */
    private void follow(List<CaseFile> ours, List<Episode> episodes) {
        var plan = plan(ours, episodes);

        // Cases end before others begin, so that none is opened beside one that is about to close.
        ours.stream()
                .filter(file -> !plan.containsKey(file.id()) && (holdsRescinded(file(file.id())) || isLeft(file)))
                .forEach(file -> move(file(file.id()), Standing.RESCINDED));
        plan.forEach((id, episode) -> {
            var file = files.containsKey(id) ? file(id) : open(episode.first());
            for (var threshold : episode.thresholds()) {
                file = put(threshold, file);
            }
            move(file.at(episode.last().programmeCode()), episode.standing());
        });
    }

    /** Its thresholds went into a case that people had moved. */
    private boolean isLeft(CaseFile before) {
        return !before.thresholds().isEmpty() && file(before.id()).thresholds().isEmpty();
    }

    private CaseFile file(CaseId id) {
        return Objects.requireNonNull(files.get(id));
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
        if (file.state() instanceof CaseState.FollowsFacts following) {
            following
                    .towards(standing)
                    .ifPresent(transition ->
                            move(happened(file.in(transition.to(), now), transition.happening()), standing));
        }
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
