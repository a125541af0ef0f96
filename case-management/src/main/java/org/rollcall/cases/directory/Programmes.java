package org.rollcall.cases.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.ProgrammeRecord;

/** Programmes and the faculties that they belong to. */
@ApplicationScoped
public class Programmes {

    private final DataSource database;

    Programmes(DataSource database) {
        this.database = database;
    }

    @Transactional(TxType.MANDATORY)
    void take(Delivery<ProgrammeRecord> delivery) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO programmes (programme_code, faculty) VALUES (?, ?)
                        ON CONFLICT (programme_code) DO UPDATE SET faculty = excluded.faculty
                        """);
                var delete = connection.prepareStatement("DELETE FROM programmes WHERE programme_code = ?")) {
            if (delivery.withdrawn()) {
                delete.setString(1, delivery.key());
                delete.executeUpdate();
            } else {
                upsert.setString(1, delivery.event().programmeCode());
                upsert.setString(2, delivery.event().faculty());
                upsert.executeUpdate();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The faculty of a programme; empty while nothing was heard of it. */
    public String facultyOf(String programmeCode) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT faculty FROM programmes WHERE programme_code = ?")) {
            select.setString(1, programmeCode);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The codes of a faculty's programmes. */
    public List<String> ofFaculty(String faculty) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT programme_code FROM programmes WHERE faculty = ?")) {
            select.setString(1, faculty);
            try (var rows = select.executeQuery()) {
                var codes = new ArrayList<String>();
                while (rows.next()) {
                    codes.add(rows.getString(1));
                }
                return codes;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
