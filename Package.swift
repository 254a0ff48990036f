// swift-tools-version: 6.3

// Formatting rules for this file: targets in the order of Sources/README.md, from the entry point
// down; dependencies one per line, alphabetical; the tests of a module directly under it.

import PackageDescription

let package = Package(
  name: "crm",
  products: [
    .executable(name: "crm", targets: ["crm"])
  ],
  targets: [
    // MARK: Entry point

    .executableTarget(
      name: "crm",
      dependencies: ["Commands"]
    ),

    // MARK: Commands

    .target(
      name: "Commands",
      dependencies: [
        "Arguments",
        "Assistant",
        "Bytes",
        "CSignals",
        "Editing",
        "Embedding",
        "Exchange",
        "HTTP",
        "Identity",
        "Insight",
        "Language",
        "Models",
        "Prediction",
        "Search",
        "Store",
      ]
    ),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Arguments",
        "Bytes",
        "Commands",
        "Language",
        "Store",
        "TestSupport",
      ]
    ),

    // MARK: Assistant

    .target(
      name: "Assistant",
      dependencies: [
        "Bytes",
        "Embedding",
        "Identity",
        "Language",
        "Models",
        "Search",
        "Store",
      ],
      exclude: ["README.md"]
    ),
    .testTarget(
      name: "AssistantTests",
      dependencies: [
        "Assistant",
        "Bytes",
        "Language",
        "Models",
        "Store",
        "TestSupport",
      ]
    ),

    // MARK: Insight

    .target(
      name: "Insight",
      dependencies: [
        "Bytes",
        "Language",
        "Models",
        "Weights",
      ],
      exclude: ["README.md"]
    ),
    .testTarget(
      name: "InsightTests",
      dependencies: [
        "Bytes",
        "Exchange",
        "Insight",
        "Language",
        "Models",
        "TestSupport",
      ]
    ),

    // MARK: Search

    .target(
      name: "Search",
      dependencies: [
        "Bytes",
        "Embedding",
        "Language",
        "Models",
        "Store",
      ]
    ),
    .testTarget(
      name: "SearchTests",
      dependencies: [
        "Bytes",
        "Embedding",
        "Models",
        "Search",
        "Store",
        "TestSupport",
      ]
    ),

    // MARK: Store

    .target(
      name: "Store",
      dependencies: [
        "Bytes",
        "Embedding",
        "Models",
        "Prediction",
        "SQLite",
      ],
      resources: [.embedInCode("Migrations")]
    ),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Bytes",
        "Embedding",
        "Models",
        "Prediction",
        "SQLite",
        "Store",
        "TestSupport",
      ]
    ),

    // MARK: Language

    .target(
      name: "Language",
      dependencies: [
        "Bytes",
        "HTTP",
      ]
    ),
    .testTarget(
      name: "LanguageTests",
      dependencies: [
        "Bytes",
        "HTTP",
        "Language",
        "TestSupport",
      ],
      exclude: ["Fixtures"]
    ),

    // MARK: Exchange

    .target(
      name: "Exchange",
      dependencies: [
        "Bytes",
        "Models",
      ]
    ),
    .testTarget(
      name: "ExchangeTests",
      dependencies: [
        "Bytes",
        "Exchange",
        "Models",
        "TestSupport",
      ]
    ),

    // MARK: Identity

    .target(
      name: "Identity",
      dependencies: [
        "Bytes",
        "Models",
      ]
    ),
    .testTarget(
      name: "IdentityTests",
      dependencies: [
        "Bytes",
        "Identity",
        "Models",
        "TestSupport",
      ]
    ),

    // MARK: Prediction

    .target(
      name: "Prediction",
      dependencies: ["Bytes"],
      exclude: ["README.md"]
    ),
    .testTarget(
      name: "PredictionTests",
      dependencies: [
        "Bytes",
        "Prediction",
      ]
    ),

    // MARK: Embedding

    .target(
      name: "Embedding",
      dependencies: [
        "Bytes",
        "Kernels",
      ]
    ),
    .testTarget(
      name: "EmbeddingTests",
      dependencies: [
        "Bytes",
        "Embedding",
        "Kernels",
        "TestSupport",
      ],
      exclude: ["Fixtures"]
    ),

    // MARK: Editing

    .target(
      name: "Editing",
      dependencies: ["Bytes"]
    ),
    .testTarget(
      name: "EditingTests",
      dependencies: [
        "Bytes",
        "Editing",
        "TestSupport",
      ]
    ),

    // MARK: Models

    .target(
      name: "Models",
      dependencies: ["Bytes"]
    ),
    .testTarget(
      name: "ModelsTests",
      dependencies: [
        "Bytes",
        "Models",
        "TestSupport",
      ]
    ),

    // MARK: Arguments

    .target(name: "Arguments"),
    .testTarget(
      name: "ArgumentsTests",
      dependencies: [
        "Arguments",
        "TestSupport",
      ]
    ),

    // MARK: HTTP

    .target(
      name: "HTTP",
      dependencies: ["CCurl"]
    ),
    .testTarget(
      name: "HTTPTests",
      dependencies: [
        "HTTP",
        "TestSupport",
      ]
    ),

    // MARK: SQLite

    .target(
      name: "SQLite",
      dependencies: ["CSQLite"]
    ),
    .testTarget(
      name: "SQLiteTests",
      dependencies: ["SQLite"]
    ),

    // MARK: TestSupport

    .target(
      name: "TestSupport",
      dependencies: ["Bytes"]
    ),
    .testTarget(
      name: "TestSupportTests",
      dependencies: ["TestSupport"]
    ),

    // MARK: Bytes

    .target(name: "Bytes"),
    .testTarget(
      name: "BytesTests",
      dependencies: [
        "Bytes",
        "TestSupport",
      ],
      resources: [.copy("Fixtures")]
    ),

    // MARK: Kernels

    .target(
      name: "Kernels",
      exclude: [
        "words.LICENSE",
        "words.NOTICE",
        "words.bin",
      ],
      cSettings: [.treatAllWarnings(as: .error)]
    ),

    // MARK: Weights

    .target(
      name: "Weights",
      exclude: [
        "asks.txt",
        "commitments.txt",
        "decisions.txt",
        "kinds.txt",
        "tasks.txt",
      ],
      cSettings: [.treatAllWarnings(as: .error)]
    ),

    // MARK: System libraries

    .systemLibrary(
      name: "CCurl",
      providers: [.apt(["libcurl4-openssl-dev"])]
    ),
    .systemLibrary(name: "CSignals"),
    .systemLibrary(
      name: "CSQLite",
      providers: [.apt(["libsqlite3-dev"])]
    ),

    // MARK: Tests of the whole

    .testTarget(
      name: "ArchitectureTests",
      dependencies: ["TestSupport"]
    ),
    .testTarget(
      name: "FailureTests",
      dependencies: [
        "Bytes",
        "TestSupport",
        "crm",
      ]
    ),
    .testTarget(
      name: "TranscriptTests",
      dependencies: [
        "Bytes",
        "TestSupport",
        "crm",
      ]
    ),
  ],
  cLanguageStandard: .c2x
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
  ]
}
