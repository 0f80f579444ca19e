import Content
import Desk
import Foundation

extension MachineFacts {
    /// Asks the operating system about the config file, the database and its disk, and the clock.
    static func read(config: String, _ settings: Settings) -> MachineFacts {
        let folder = (settings.database as NSString).deletingLastPathComponent
        return MachineFacts(
            config: file(config), database: file(settings.database), users: settings.users.flatMap(file),
            freeBytes: freeBytes(at: folder.isEmpty ? "." : folder), clockIsSynchronized: clockIsSynchronized)
    }

    private static func file(_ path: String) -> File? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? NSNumber).map { File(mode: $0.uint32Value) }
    }

    /// Bytes free on the disk of the folder, or of the nearest one above it that exists.
    private static func freeBytes(at folder: String) -> Int64? {
        var url = URL(fileURLWithPath: folder)
        while !FileManager.default.fileExists(atPath: url.path) && url.path != "/" { url.deleteLastPathComponent() }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: url.path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }

    /// What `timedatectl` says, which is the kernel's own word; Swift does not see adjtimex(2).
    private static var clockIsSynchronized: Bool? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timedatectl")
        process.arguments = ["show", "--property=NTPSynchronized", "--value"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return said.hasPrefix("yes") ? true : said.hasPrefix("no") ? false : nil
    }
}
