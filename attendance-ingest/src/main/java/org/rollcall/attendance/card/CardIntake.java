package org.rollcall.attendance.card;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.attendance.record.Current;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.attendance.swipe.Swipes;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.StudentCard;

/** Takes who holds which card, and finds again what the cards' swipes count for. */
@ApplicationScoped
class CardIntake implements Intake<StudentCard> {

    private final EvidenceLock lock;
    private final Cards cards;
    private final Swipes swipes;
    private final Records records;
    private final RecordPublications publications;
    private final Outbox outbox;
    private final Accounts accounts;

    CardIntake(
            EvidenceLock lock,
            Cards cards,
            Swipes swipes,
            Records records,
            RecordPublications publications,
            Outbox outbox,
            Accounts accounts) {
        this.lock = lock;
        this.cards = cards;
        this.swipes = swipes;
        this.records = records;
        this.publications = publications;
        this.outbox = outbox;
        this.accounts = accounts;
    }

    /**
     * What changes leaves through the outbox, and the answer is empty: a card that is delivered again after a crash no
     * longer tells which records it moved a swipe away from.
     */
    @Override
    @Transactional(TxType.MANDATORY)
    public List<Publication> take(List<Delivery<StudentCard>> deliveries, Instant now) {
        lock.toChangeMatching();
        var withdrawn = new HashSet<String>();
        var holdings = new HashMap<String, Map<LocalDate, StudentCard>>();
        for (var delivery : deliveries) {
            var card = delivery.payload();
            if (card == null) {
                var cardNumber = requireNonNull(delivery.key());
                withdrawn.add(cardNumber);
                holdings.put(cardNumber, new HashMap<>());
            } else {
                holdings.computeIfAbsent(card.cardNumber(), _ -> new HashMap<>())
                        .put(card.validFrom(), card);
            }
        }
        var holders = cards.holders(holdings.keySet());
        // Where all cards are published again every night, few have changed.
        var changedCards = new HashSet<>(cards.withdraw(withdrawn));
        changedCards.addAll(cards.handOver(holdings.values().stream()
                .flatMap(ofCard -> ofCard.values().stream())
                .toList()));
        var touched = swipes.matchAgainOf(
                changedCards,
                changedCards.stream()
                        .flatMap(card -> holders.getOrDefault(card, List.of()).stream())
                        .collect(toSet()));
        var changed =
                records.update(touched, now).stream().filter(Current::changed).toList();
        outbox.appendAll(publications.of(changed));
        accounts.countTaken(deliveries);
        return List.of();
    }
}
