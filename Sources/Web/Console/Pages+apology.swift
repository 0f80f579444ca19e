import Hummingbird
import Logging

extension Pages {
    /// The page, or a plain word where it cannot be made: what is wrong, such as a users file with a bad line, is logged.
    func orApology(_ context: WebContext, _ page: () async throws -> Response) async -> Response {
        do {
            return try await page()
        } catch {
            context.logger.error("a console page cannot be made", metadata: ["error": "\(error)"])
            return message("后台暂时打不开", "请过一会儿再试；还不行，请管服务器的人看日志。", status: .internalServerError)
        }
    }
}
