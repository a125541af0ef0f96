package org.rollcall.chassis.person;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A careless resource: it asks the database for everything, whoever asks. */
@Path("/essays")
@RolesAllowed({Roles.STUDENT, Roles.PROGRAMME_LEADER})
class EssayDesk {

    private final DataSource database;

    EssayDesk(DataSource database) {
        this.database = database;
    }

    @GET
    @Transactional
    public List<String> all() throws SQLException {
        return everything();
    }

    @GET
    @Path("/at-one-moment")
    @Transactional
    public List<String> atOneMoment() throws SQLException {
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        return everything();
    }

    @GET
    @Path("/without-a-transaction")
    public List<String> withoutTransaction() throws SQLException {
        return everything();
    }

    @POST
    @Path("/{student}")
    @Transactional
    public void add(@PathParam("student") String student) throws SQLException {
        execute("INSERT INTO essays (essay_id, student_id) VALUES (gen_random_uuid(), '" + student + "')");
    }

    /** Reads, and fails afterwards. */
    @PUT
    @Transactional
    public void fail() throws SQLException {
        execute("SELECT 1 / count(*) FROM essays WHERE student_id = 'nobody'");
    }

    /** Loses its connection. */
    @DELETE
    @Transactional
    public void loseConnection() throws SQLException {
        execute("RESET ROLE; SELECT pg_terminate_backend(pg_backend_pid())");
    }

    private List<String> everything() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT DISTINCT student_id FROM essays ORDER BY student_id")) {
            var students = new ArrayList<String>();
            while (rows.next()) {
                students.add(rows.getString(1));
            }
            return students;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
