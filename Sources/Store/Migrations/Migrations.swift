import GRDB

/// The ordered list of schema changes, nothing else.
enum Migrations {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(M001Foundations.name) { try $0.execute(sql: M001Foundations.sql) }
        migrator.registerMigration(M003Fetching.name) { try $0.execute(sql: M003Fetching.sql) }
        migrator.registerMigration(M004LateReplies.name) { try $0.execute(sql: M004LateReplies.sql) }
        migrator.registerMigration(M005Pages.name) { try $0.execute(sql: M005Pages.sql) }
        migrator.registerMigration(M002Casework.name) { try $0.execute(sql: M002Casework.sql) }
        migrator.registerMigration(M006Privacy.name) { try $0.execute(sql: M006Privacy.sql) }
        migrator.registerMigration(M008SeenIndex.name) { try $0.execute(sql: M008SeenIndex.sql) }
        migrator.registerMigration(M007Proof.name) { try $0.execute(sql: M007Proof.sql) }
        migrator.registerMigration(M013OwedReplies.name) { try $0.execute(sql: M013OwedReplies.sql) }
        migrator.registerMigration(M010Prevention.name) { try $0.execute(sql: M010Prevention.sql) }
        migrator.registerMigration(M009Console.name) { try $0.execute(sql: M009Console.sql) }
        return migrator
    }()
}
