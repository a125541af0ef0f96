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
import org.rollcall.cases.life.Contact;
import org.rollcall.cases.life.StudentId;

/** What became of an e-mail about a student, whatever it was about. */
@Entity
@Table(name = "contacts")
class ContactRow extends PanacheEntityBase {

    @Id
    String emailId;

    String studentId;

    String template;

    String causedBy;

    @Enumerated(EnumType.STRING)
    Contact.State state;

    Instant at;

    static ContactRow from(StudentId student, Contact contact) {
        var row = new ContactRow();
        row.emailId = contact.emailId();
        row.studentId = student.value();
        row.template = contact.template();
        row.causedBy = contact.causedBy();
        row.take(contact);
        return row;
    }

    static List<ContactRow> of(Collection<String> students) {
        return list("studentId in ?1", students);
    }

    void take(Contact contact) {
        state = contact.state();
        at = contact.at();
    }

    Contact toContact() {
        return new Contact(emailId, template, causedBy, state, at);
    }
}
