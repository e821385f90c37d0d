//! K1: projects and files.

codes! {
    /// A file that is not there.
    FILE_MISSING = "K101" Error
        en "`{0}` is not there" zh "找不到 `{0}`";
    /// A path that leaves the project, through `..`, a leading `/`, a drive letter or a symbolic link.
    OUTSIDE = "K102" Error
        en "`{0}` leads out of the project and is not read" zh "`{0}` 指向项目之外，不予读取"
        help_en "copy the file into the project's folder" help_zh "请把文件复制到项目文件夹内";
    /// A name that no file should have.
    BAD_NAME = "K103" Error
        en "`{0}` is no usable file name: {1}" zh "`{0}` 不能用作文件名：{1}"
        help_en "rename the file" help_zh "请给文件改名";
    /// A folder, a device, a pipe or a socket where a file is wanted.
    NOT_A_FILE = "K104" Error
        en "`{0}` is not an ordinary file but {1}" zh "`{0}` 不是普通文件，而是{1}";
    /// A file above the limit.
    TOO_LARGE = "K105" Error
        en "`{0}` has {1} bytes; at most {2} are read" zh "`{0}` 有 {1} 字节，超过上限 {2} 字节";
    /// A file that the system does not let us read.
    UNREADABLE = "K106" Error
        en "`{0}` could not be read: {1}" zh "无法读取 `{0}`：{1}";
    /// A text that is not UTF-8.
    NOT_UTF8 = "K107" Error
        en "`{0}` is not UTF-8 text from byte {1} on; it looks like {2}"
        zh "`{0}` 从第 {1} 字节起不是 UTF-8 文本，看来是 {2}"
        help_en "save it as UTF-8" help_zh "请另存为 UTF-8 编码";
    /// A project that is neither a folder nor a Markdown file.
    NO_PROJECT = "K108" Error
        en "`{0}` is neither a project folder nor a Markdown file" zh "`{0}` 既不是项目文件夹，也不是 Markdown 文件";
    /// A picture on the network.
    REMOTE = "K109" Error
        en "`{0}` is on the network; nothing is fetched" zh "`{0}` 是网络地址，程序不会联网下载"
        help_en "save the picture in the project and name it by its path" help_zh "请把图片存入项目，再写它的路径";
}
