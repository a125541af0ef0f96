package org.rollcall.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.rollcall.campus.Line;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/**
 * What the topics hold of the lines that the demonstration publishes: so that a demonstration that was interrupted goes
 * on where it was, and one that was lived is not lived twice.
 *
 * @param missing the lines that are not there, in order, stage by stage
 * @param foreign how many records are there that are not the demonstration's
 */
record Held(List<List<Line>> missing, int foreign) {

    private static final Set<String> COMPACTED =
            Topics.all().stream().filter(Topic::compacted).map(Topic::name).collect(Collectors.toUnmodifiableSet());

    Held {
        missing = List.copyOf(missing);
    }

    private record Entry(String topic, @Nullable String key, String value) {

        static Entry of(Line line) {
            return new Entry(line.topic(), line.key(), line.text());
        }

        static Entry of(ConsumerRecord<String, byte[]> held) {
            byte[] value = held.value();
            return new Entry(held.topic(), held.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
    }

    private record Key(String topic, @Nullable String key) {}

    static Held of(List<List<Line>> stages, Collection<ConsumerRecord<String, byte[]>> records) {
        Map<Entry, Integer> there = new HashMap<>();
        records.forEach(held -> there.merge(Entry.of(held), 1, Integer::sum));
        List<List<Line>> missing = new ArrayList<>();
        Set<Key> superseded = new HashSet<>();
        // From the last to the first: what a compacted topic has dropped, because a later value is there, is not
        // missing.
        for (List<Line> stage : stages.reversed()) {
            List<Line> missingInStage = new ArrayList<>();
            for (Line line : stage.reversed()) {
                Key key = new Key(line.topic(), line.key());
                if (take(there, Entry.of(line))) {
                    superseded.add(key);
                } else if (!COMPACTED.contains(line.topic()) || !superseded.contains(key)) {
                    missingInStage.add(line);
                }
            }
            missing.add(missingInStage.reversed());
        }
        return new Held(
                missing.reversed(),
                there.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static boolean take(Map<Entry, Integer> there, Entry entry) {
        Integer count = there.get(entry);
        if (count == null) {
            return false;
        }
        there.put(entry, count - 1);
        return count > 0;
    }

    boolean isComplete() {
        return missing.stream().allMatch(List::isEmpty);
    }
}
