package org.rollcall.attendance.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.concurrent.ConcurrentMap;
import org.rollcall.chassis.database.Statements;

/**
 * What this instance remembers of a table, so that it need not be asked for again. It holds as long as the database says that
 * nothing of it has changed; then all is forgotten. What is used least goes first where there is too much of it.
 */
public final class Memory<K, V> {

    private static final String VERSION =
            "SELECT coalesce((SELECT version FROM memory_version WHERE subject = ?), 0) AS version";

    private final Statements statements;
    private final String subject;
    private final long mostWeight;
    private final Weigher<K, V> weigher;
    private volatile Remembered<K, V> remembered;

    /**
     * A memory of a table whose changes have its version in {@code memory_version} change with them.
     *
     * @param mostWeight of all that is remembered
     */
    public Memory(Statements statements, String subject, long mostWeight, Weigher<K, V> weigher) {
        this.statements = statements;
        this.subject = subject;
        this.mostWeight = mostWeight;
        this.weigher = weigher;
        this.remembered = nothing(0);
    }

    /**
     * What is remembered and holds now. Whatever the transaction reads from here on may be added to it: should it become another
     * meanwhile, so does the version, and whoever comes next has nothing to do with it.
     */
    public ConcurrentMap<K, V> now() {
        var version =
                statements.one(VERSION, statement -> statement.setString(1, subject), row -> row.getLong("version"));
        var known = remembered;
        if (known.version != version) {
            known = nothing(version);
            remembered = known;
        }
        return known.entries;
    }

    private Remembered<K, V> nothing(long version) {
        var entries = Caffeine.newBuilder()
                .maximumWeight(mostWeight)
                .weigher(weigher)
                // What is too much goes while it is added, and not in a thread beside that.
                .executor(Runnable::run)
                .build()
                .asMap();
        return new Remembered<>(version, entries);
    }

    private record Remembered<K, V>(long version, ConcurrentMap<K, V> entries) {}
}
