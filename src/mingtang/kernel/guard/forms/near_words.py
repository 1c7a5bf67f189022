"""Terms of government that have one form and are long enough to be known by their half.

Names of policies, institutions and schemes as papers of the State Council write them; the choice is from memory.
`NEIGHBOURS` differ from one of them by one character and are right: found in statutes or known otherwise.
"""

from __future__ import annotations

from mingtang.kernel.guard.forms.cutting import listed

TERMS = listed(
    """
    双随机、一公开 互联网+政务服务 社会主义核心价值观 社会主义现代化 全面建成小康社会 全面建设社会主义现代化
    中国特色社会主义 习近平新时代中国特色社会主义思想 人类命运共同体 中华民族共同体意识 中华民族伟大复兴
    中国式现代化 乡村振兴战略 新型城镇化建设 高标准农田建设 农村人居环境整治 城乡居民基本医疗保险
    城乡居民基本养老保险 特困人员救助供养 绿水青山就是金山银山 全心全意为人民服务 党风廉政建设
    中央八项规定精神 一件事一次办 高效办成一件事 共建共治共享 永久基本农田 义务教育优质均衡 家庭医生签约服务
    社会信用体系建设 重大决策社会稳定风险评估 统一社会信用代码 政府性基金预算 国有资本经营预算
    社会保险基金预算 农村土地承包经营权 农村集体产权制度改革 供给侧结构性改革 创新驱动发展战略 京津冀协同发展
    粤港澳大湾区 长江经济带 安全生产责任制 突发公共卫生事件 中央生态环境保护督察 新时代文明实践
    党的二十大精神 马克思列宁主义 全过程人民民主 全面从严治党 全面依法治国 全面深化改革
    """
)

NEIGHBOURS = listed(
    """
    城乡居民基本医疗保障 城镇居民基本医疗保险 城镇居民基本养老保险 城乡居民大病医疗保险 互联网政务服务
    全面建设小康社会 共建共管共享 农户土地承包经营权 双随机一公开 健全深化改革
    全面建成社会主义现代化 全面依法治县 全面依法治省 全面依法治市 全面依法治区 全面依法治校
    """
)
