package org.rollcall.chassis.outbox;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** The transactions that services have, where no service runs. */
final class Transactions {

    static final TransactionSynchronizationRegistry REGISTRY = new TransactionSynchronizationRegistryImple();

    private Transactions() {}

    static void committed(Runnable work) throws Exception {
        TransactionManager.transactionManager().begin();
        work.run();
        TransactionManager.transactionManager().commit();
    }

    static void rolledBack(Runnable work) throws Exception {
        TransactionManager.transactionManager().begin();
        work.run();
        TransactionManager.transactionManager().rollback();
    }
}
