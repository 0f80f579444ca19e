package import Domain

/// The config file as values.
package struct Settings: Sendable {
    /// One entry of `channels:`; its fields mean what its kind says.
    package struct ChannelEntry: Sendable {
        /// The name in `/webhooks/{channel}`.
        package var id: ChannelID
        /// The kind of codec.
        package var kind: String
        /// All fields.
        package var fields: ConfigValue

        /// Takes the parts.
        package init(id: ChannelID, kind: String, fields: ConfigValue) {
            self.id = id
            self.kind = kind
            self.fields = fields
        }
    }

    /// The address to listen on.
    package var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    package var port = 8080
    /// The database file.
    package var database = "var/counsel.sqlite"
    /// The folder of the intents.
    package var intents = "intents"
    /// The folder of the answers.
    package var faq = "faq"
    /// The folder of villages, people and services.
    package var directory = "directory"
    /// The folder of what is published when; a folder that is not there publishes nothing.
    package var campaigns = "campaigns"
    /// Seconds between looks at the files; 0 looks never.
    package var watchSeconds = 2
    /// The token that `POST /-/reload` asks for; without one only loopback may call it.
    package var adminToken: String?
    /// Where advisers' phones reach this server, such as `https://fagu.example.cn`; without one no links are sent.
    package var publicURL: String?
    /// What signs links and forms; without one there are neither.
    package var linkSecret: String?
    /// Hours that a link to a case lasts, 1…65535.
    package var linkHours = 14 * 24
    /// The file of the console's users; without one there is no console.
    package var users: String?
    /// The configured channels.
    package var channels: [ChannelEntry] = []
    /// The numbers that decide.
    package var policy = ServicePolicy()
    /// How much may come in.
    package var limits = IntakeLimits.usual
    /// The most connections that are open at once.
    package var connections = 4_096
    /// Seconds within which a request must have arrived, from its first byte to its last.
    package var requestSeconds = 10
    /// The numbers of the outbox.
    package var delivery = DeliveryPolicy()
    /// Whether calls may go to private addresses; off only where every platform is public.
    package var allowsPrivateAddresses = true

    /// The secret under which persons are hashed and words are sealed.
    package var privacyKey: String?
    /// The file that holds it instead, readable by its owner only.
    package var privacyKeyFile: String?
    /// How long each kind of record is kept.
    package var retention = RetentionPolicy()

    /// The settings of an empty file.
    package init() {}

    /// How long each kind of record is kept where that directory's cases can be reopened.
    package func retention(for directory: Directory) -> RetentionPolicy {
        var retention = retention
        retention.reopenDays = directory.standards.casework.reopenDays
        return retention
    }
}
