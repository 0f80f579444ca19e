import Desk

/// What the template of a list reads.
struct TableModel {
    struct Field {
        let key: String
        let value: String
    }

    struct Button {
        let name: String
        let fields: [Field]
        let seal: String
        let here: String
    }

    struct Cell {
        let text: String
        let href: String?
        let cellClass: String
        let label: String
        let buttons: [Button]
    }

    struct Row {
        let cells: [Cell]
    }

    struct Column {
        let name: String
        let columnClass: String
    }

    let caption: String?
    let note: String?
    let columns: [Column]
    let rows: [Row]
    let isEmpty: Bool
    let empty: String
    let total: Int?
    let shown: String
    let back: String?
    let on: String?

    /// `seal` is nil for who may not act: they see no buttons.
    init(_ table: ConsoleTable, path: String, here: String, fields: [String: String], seal: String?) {
        caption = table.title.isEmpty ? nil : table.title
        note = table.note.isEmpty ? nil : table.note
        columns = table.columns.enumerated().map { index, name in
            let isNumber = table.rows.first.map { $0.indices.contains(index) && $0[index].number != nil } ?? false
            return Column(name: name, columnClass: isNumber ? "is-number" : "")
        }
        rows = table.rows.map { row in
            Row(
                cells: zip(table.columns, row).map { column, cell in
                    let buttons = seal.map { seal in
                        cell.buttons.map { button in
                            let fields = button.fields.sorted { $0.key < $1.key }
                            return Button(
                                name: button.name, fields: fields.map { Field(key: $0.key, value: $0.value) },
                                seal: seal, here: here)
                        }
                    }
                    return Cell(
                        text: cell.text, href: cell.href, cellClass: cell.number == nil ? "" : "is-number",
                        label: column, buttons: buttons ?? [])
                })
        }
        isEmpty = rows.isEmpty
        empty = table.empty
        func page(_ offset: Int) -> String {
            let kept = fields.filter { $0.key != "offset" }.map { ($0.key, $0.value) }
            return ConsoleQuery.address(path, kept + [("offset", offset == 0 ? "" : "\(offset)")])
        }
        let window = table.window
        total = window?.total
        let offset = window?.offset ?? 0
        shown = rows.isEmpty ? "" : "，这里是第 \(offset + 1) 到 \(offset + rows.count) 条"
        back = window.flatMap { $0.offset > 0 ? page(max($0.offset - $0.limit, 0)) : nil }
        on = window.flatMap { $0.total > $0.offset + table.rows.count ? page($0.offset + $0.limit) : nil }
    }
}
