package enum BotList { static func isBot(_ agent: UnsafeBufferPointer<UInt8>) -> Bool { false } }
