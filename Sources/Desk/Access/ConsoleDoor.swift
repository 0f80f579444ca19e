/// The way in for the bureau and its offices: who comes in, and what is shown to them.
package struct ConsoleDoor: Sendable {
    /// Who comes in.
    package let reception: Reception
    /// What is shown.
    package let desk: ConsoleDesk
    /// Whether browsers reach the console by https, and may be told to keep its cookie to that.
    package let isSecure: Bool

    /// Takes the parts.
    package init(reception: Reception, desk: ConsoleDesk, isSecure: Bool) {
        self.reception = reception
        self.desk = desk
        self.isSecure = isSecure
    }
}
