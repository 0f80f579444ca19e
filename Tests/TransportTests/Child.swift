import Foundation

/// A child process whose output can be read; Foundation's `Process` leaks, and hands on a mask that blocks SIGTERM.
struct Child: Sendable {
    let pid: pid_t
    private let output: Int32

    /// Starts a program without environment, with no open file but its output.
    init(_ path: String, _ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        defer { close(ends[1]) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // The servers of tests that run meanwhile: held here, their connections would not end.
        for file in 3..<Int32(512) { posix_spawn_file_actions_addclose(&actions, file) }

        let words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, path, &actions, nil, words, [nil]) == 0 else {
            close(ends[0])
            throw POSIXError(.ENOENT)
        }
        self.pid = pid
        output = ends[0]
    }

    /// The next output, empty once there is no more.
    func read() -> String {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = Foundation.read(output, &buffer, buffer.count)
        return String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
    }

    /// Waits until it has ended by itself or by a signal.
    func wait(killing signal: Int32? = nil) {
        if let signal { kill(pid, signal) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        close(output)
    }
}
