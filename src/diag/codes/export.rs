//! K9: the journey and the command line.

codes! {
    /// An output that could not be written.
    WRITE_FAILED = "K901" Error
        en "`{0}` could not be written: {1}" zh "无法写入 `{0}`：{1}";
    /// Nothing to set.
    NO_ARTICLE = "K902" Error
        en "there is no article" zh "没有文章"
        help_en "put a Markdown file into `source/`, or name one: `keben build piece.md`"
        help_zh "请在 `source/` 中放入 Markdown 文件，或直接指定：`keben build piece.md`";
    /// A folder that may not be written to.
    WRITE_DENIED = "K903" Error
        en "`{0}` could not be written: no permission" zh "无法写入 `{0}`：没有权限"
        help_en "name another folder with `--out`" help_zh "请用 `--out` 指定别的文件夹";
    /// A full disk or quota.
    DISK_FULL = "K904" Error
        en "`{0}` could not be written: the disk is full" zh "无法写入 `{0}`：磁盘已满"
        help_en "make room, or name another folder with `--out`" help_zh "请清理磁盘，或用 `--out` 指定别的文件夹";
    /// A file where the folder of the outputs should be, or a folder, a pipe or a device where an output should be.
    NOT_A_FOLDER = "K905" Error
        en "`{0}` could not be written: a file, folder or device of the same name is in the way"
        zh "无法写入 `{0}`：有同名的文件、文件夹或设备"
        help_en "move it away, or name another folder with `--out`" help_zh "请移开它，或用 `--out` 指定别的文件夹";
    /// Two articles whose outputs have one name.
    SAME_OUTPUT = "K906" Error
        en "two articles would both be written to `{0}`" zh "两篇文章的输出同名：`{0}`"
        help_en "rename one of them, or build them into different folders with `--out`"
        help_zh "请给其中一篇改名，或用 `--out` 分别输出到不同的文件夹";
    /// A `SOURCE_DATE_EPOCH` that is no number of seconds.
    BAD_EPOCH = "K907" Error
        en "SOURCE_DATE_EPOCH is `{0}`, which is no number of seconds since 1970"
        zh "SOURCE_DATE_EPOCH 的值 `{0}` 不是 1970 年以来的秒数"
        help_en "unset it, or set it to a whole number, such as `date +%s` prints"
        help_zh "请取消设置，或设为整数（如 `date +%s` 的输出）";
    /// `keben explain` of a code that does not exist.
    NO_SUCH_CODE = "K908" Error
        en "there is no code `{0}`" zh "没有编号 `{0}`"
        help_en "`keben explain` lists all codes" help_zh "`keben explain` 列出全部编号";
    /// Ctrl-C.
    INTERRUPTED = "K909" Error
        en "interrupted; nothing half-written is left" zh "已中断，没有留下不完整的文件";
    /// A bug.
    INTERNAL = "K910" Error
        en "keben itself failed: {0}" zh "程序内部出错：{0}"
        help_en "nothing half-written is left; please report this with the article that led to it"
        help_zh "没有留下不完整的文件；请附上文章报告此问题";
    /// Articles beyond the limit of a book.
    BOOK_TOO_LONG = "K912" Error
        en "with this article the text has more than {0} bytes" zh "读到这篇文章时全部文字超过了 {0} 字节的上限"
        help_en "divide the book into volumes" help_zh "请将书分册";
    /// A password file that holds no password.
    BAD_PASSWORD = "K911" Error
        en "`{0}` holds no password: {1}" zh "`{0}` 中没有可用的口令：{1}"
        help_en "write the password on the first line of the file, in UTF-8"
        help_zh "请在文件首行写入口令，并保存为 UTF-8 编码";
    /// A folder of outputs that is a link to somewhere else, which whoever packed the project may have chosen.
    OUTPUTS_OUTSIDE = "K913" Error
        en "`{0}` is a link that leads out of the project" zh "`{0}` 是通向项目之外的链接"
        help_en "name the folder to write to with `--out`" help_zh "请用 `--out` 指明要写入的文件夹";
    /// An output that would take the place of what it is made from.
    OVER_INPUT = "K914" Error
        en "`{0}` is what is read, and would be written over" zh "`{0}` 正是要读取的文件，写入会将它覆盖"
        help_en "name another file or folder with `--out`" help_zh "请用 `--out` 指定别的文件或文件夹";
    /// An article that was changed while it was checked.
    CHANGED_MEANWHILE = "K915" Error
        en "`{0}` was changed while it was checked; nothing was written" zh "`{0}` 在检查期间被改动，没有写入"
        help_en "run `keben check --fix` again" help_zh "请重新运行 `keben check --fix`";
    /// What the command line does not understand.
    USAGE = "K916" Error
        en "wrong usage: {0}" zh "用法不对：{0}"
        help_en "`keben help COMMAND` shows what a command takes" help_zh "`keben help 命令` 列出该命令的用法";
}
